//! For people at a terminal: the broken promise first, then where, then the schedule.

use std::fmt::Write as _;

use super::{clean, lessons};
use crate::document::{CheckResult, Conclusion, Diagnostic, Document, TraceStep, Verdict};

/// Whether to color what is already said in words and signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// No escape codes.
    Plain,
    /// Signs and headlines in color.
    Colored,
}

impl Paint {
    fn good(self, text: &str) -> String {
        self.wrap("32", text)
    }

    fn bad(self, text: &str) -> String {
        self.wrap("31", text)
    }

    fn strong(self, text: &str) -> String {
        self.wrap("1", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Colored => format!("\x1b[{code}m{text}\x1b[0m"),
        }
    }
}

/// The document for people.
///
/// Only the first broken promise of an answer is shown with its schedule, for the others often have the same cause.
pub fn human(document: &Document, paint: Paint) -> String {
    let pages: Vec<String> = document
        .results
        .iter()
        .map(|verdict| page(verdict, paint))
        .collect();
    pages.join("\n")
}

fn page(verdict: &Verdict, paint: Paint) -> String {
    let mut text = format!("{}\n", paint.strong(&headline(verdict)));
    for diagnostic in &verdict.diagnostics {
        compiler(&mut text, diagnostic);
    }
    if verdict.conclusion == Conclusion::DidNotCompile {
        return text;
    }
    text.push('\n');
    let mut told: Vec<&str> = Vec::new();
    for check in verdict
        .checks
        .iter()
        .filter(|check| !check.passed && check.was_run())
    {
        let found = check.detail.found.as_str();
        let again = told.contains(&found);
        broken(
            &mut text,
            check,
            if again { "the same" } else { found },
            paint,
        );
        if told.is_empty() && !check.trace.is_empty() {
            schedule(&mut text, check);
        }
        if !again {
            step_by_step(&mut text, verdict, check);
        }
        told.push(found);
        text.push('\n');
    }
    not_run(&mut text, verdict);
    for check in verdict.checks.iter().filter(|check| check.passed) {
        holds(&mut text, check, paint);
    }
    if verdict.conclusion != Conclusion::Passed {
        let _ = writeln!(text, "\nA hint: cargo course hint {}", verdict.exercise);
    }
    text
}

fn headline(verdict: &Verdict) -> String {
    let Verdict {
        exercise,
        points,
        max_points,
        ..
    } = verdict;
    let word = match verdict.conclusion {
        Conclusion::Passed => "passed",
        Conclusion::Failed => "not yet",
        Conclusion::TimedOut => "it does not end",
        Conclusion::Crashed => "it takes the process with it",
        Conclusion::DidNotCompile => return format!("{exercise}: the compiler refuses it"),
    };
    format!("{exercise}: {word}, {points} of {max_points} points")
}

fn compiler(text: &mut String, diagnostic: &Diagnostic) {
    let _ = write!(text, "\n{}", clean(&diagnostic.rendered));
    if let Some(page) = diagnostic
        .code
        .as_deref()
        .and_then(|code| lessons::page(code, &diagnostic.message))
    {
        let _ = writeln!(text, "  = course: {page}");
    }
}

fn broken(text: &mut String, check: &CheckResult, found: &str, paint: Paint) {
    let _ = writeln!(
        text,
        "{} {} (0 of {})",
        paint.bad("✗"),
        paint.strong(&check.name),
        check.max_points
    );
    let detail = &check.detail;
    if detail.property.is_empty() {
        let message = check.message.as_deref().unwrap_or_default();
        let _ = writeln!(text, "    {}", clean(message));
        return;
    }
    let _ = writeln!(text, "    Must hold: {}", detail.property);
    if found != detail.property {
        let found = clean(found).replace('\n', "\n               ");
        let _ = writeln!(text, "    Found:     {found}");
    }
}

fn schedule(text: &mut String, check: &CheckResult) {
    text.push('\n');
    text.push_str(&lanes(&check.trace));
    for note in &check.detail.notes {
        let _ = writeln!(text, "    {}", clean(note));
    }
    if !check.detail.output.is_empty() {
        let _ = writeln!(
            text,
            "    It had printed: {}",
            clean(check.detail.output.trim_end()).replace('\n', "\n      ")
        );
    }
}

fn step_by_step(text: &mut String, verdict: &Verdict, check: &CheckResult) {
    if let Some(token) = &check.replay {
        let exercise = &verdict.exercise;
        let _ = writeln!(
            text,
            "    Step by step: cargo course explain {exercise} --replay {token}"
        );
    }
}

/// One line for all checks that were not run, because the reason is one.
fn not_run(text: &mut String, verdict: &Verdict) {
    let waiting: Vec<&CheckResult> = verdict
        .checks
        .iter()
        .filter(|check| !check.was_run())
        .collect();
    let Some(reason) = waiting.first().and_then(|check| check.message.as_deref()) else {
        return;
    };
    let (count, points) = (
        waiting.len(),
        waiting.iter().map(|check| check.max_points).sum::<u32>(),
    );
    let checks = if count == 1 { "check" } else { "checks" };
    let _ = writeln!(
        text,
        "– {count} {checks} (0 of {points}): {}\n",
        clean(reason)
    );
}

fn holds(text: &mut String, check: &CheckResult, paint: Paint) {
    let extent = match (check.schedules, check.exhaustive) {
        (0 | 1, _) => String::new(),
        (schedules, true) => format!(", all {schedules} schedules"),
        (schedules, false) => format!(", {schedules} schedules"),
    };
    let _ = writeln!(
        text,
        "{} {} ({} of {}{extent})",
        paint.good("✓"),
        check.name,
        check.points,
        check.max_points
    );
    if let Some(message) = &check.message {
        let _ = writeln!(text, "    {}", clean(message));
    }
}

/// A schedule with one column for each thread: a dot shows whose step it is.
pub fn lanes(trace: &[TraceStep]) -> String {
    let mut tasks: Vec<&str> = Vec::new();
    for step in trace {
        if !tasks.contains(&step.task.as_str()) {
            tasks.push(&step.task);
        }
    }
    let mut text = String::new();
    for (column, task) in tasks.iter().enumerate() {
        let _ = writeln!(text, "          {}{}", "│ ".repeat(column), clean(task));
    }
    let width = trace
        .iter()
        .map(|step| step.event.chars().count())
        .max()
        .unwrap_or(0)
        .min(64);
    for step in trace {
        let dots: String = tasks
            .iter()
            .map(|task| if *task == step.task { "● " } else { "│ " })
            .collect();
        let place = step
            .line
            .map_or(String::new(), |line| format!("  line {line}"));
        let row = format!(
            "    {:>4}  {dots} {:width$}{place}",
            step.step,
            clean(&step.event)
        );
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}
