//! What stands in the middle of the screen.

use catalog::Exercise;
use grader::format::{self, Paint};
use grader::{CheckResult, Conclusion, Document, Verdict};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

use super::{Session, lanes};
use crate::commands::explain;
use crate::terminal;

const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const GOOD: Style = Style::new().fg(Color::Green);
const BAD: Style = Style::new().fg(Color::Red);

/// What there is to say after a pass.
pub(super) struct After {
    /// What the reference does differently.
    pub(super) reference: String,
    /// The designs of the other right answers.
    pub(super) designs: Vec<String>,
    /// The exercise that comes next.
    pub(super) next: Option<String>,
}

/// The verdict: what is broken first, why, and then the rest.
pub(super) fn verdict(verdict: &Verdict, after: &After, width: usize) -> Vec<Line<'static>> {
    if verdict.conclusion == Conclusion::DidNotCompile {
        let text = format::human(&Document::new(vec![verdict.clone()]), Paint::Plain);
        return text.lines().flat_map(|line| chop(line, width)).collect();
    }
    let mut page = Page::new(width);
    let word = match verdict.conclusion {
        Conclusion::Passed => "passed",
        Conclusion::Failed | Conclusion::DidNotCompile => "not yet",
        Conclusion::TimedOut => "it does not end",
        Conclusion::Crashed => "it takes the process with it",
    };
    let style = match verdict.conclusion {
        Conclusion::Passed => GOOD,
        _ => BAD,
    };
    page.line(
        &format!(
            "{word}: {} of {} points",
            verdict.points, verdict.max_points
        ),
        style.add_modifier(Modifier::BOLD),
    );
    page.gap();
    if verdict.conclusion == Conclusion::Passed {
        page.after(after);
    }
    let mut broken = verdict.checks.iter().filter(|check| !check.passed);
    if let Some(first) = broken.next() {
        page.broken(first);
        page.gap();
        page.lines.extend(lanes::lines(&first.trace, width));
        page.notes(first);
        page.gap();
    }
    for other in broken {
        page.broken(other);
        page.gap();
    }
    for check in verdict.checks.iter().filter(|check| check.passed) {
        page.holds(check);
    }
    page.lines
}

/// The failing schedule of the first broken check, step by step with the lines of the answer.
pub(super) fn story(verdict: &Verdict, source: &str, width: usize) -> Vec<Line<'static>> {
    let mut page = Page::new(width);
    let broken = verdict.checks.iter().find(|check| !check.passed);
    let Some(check) = broken.filter(|check| !check.trace.is_empty()) else {
        page.line("there is no failing schedule to explain", Style::new());
        return page.lines;
    };
    page.broken(check);
    page.gap();
    for told in explain::steps(&check.trace, source) {
        let number = format!("{:>4}. ", told.step);
        page.hanging(&number, &told.words, 6, Style::new());
        if let Some(code) = told.code {
            page.hanging("          ", &code, 16, Style::new().fg(Color::Cyan));
        }
    }
    page.notes(check);
    if let Some(token) = &check.replay {
        page.gap();
        page.hanging("Again: ", &format!("--replay {token}"), 7, Style::new());
    }
    page.lines
}

/// The hints given so far.
pub(super) fn hints(exercise: &Exercise, given: usize, width: usize) -> Vec<Line<'static>> {
    let mut page = Page::new(width);
    let hints = &exercise.manifest.hints;
    for (index, hint) in hints.iter().take(given).enumerate() {
        page.line(&format!("Hint {} of {}", index + 1, hints.len()), BOLD);
        page.hanging("", hint, 0, Style::new());
        page.gap();
    }
    let more = match given < hints.len() {
        true => "h gives one more, Esc goes back".to_owned(),
        false => format!(
            "these are all; the solution: cargo course solution {} --give-up",
            exercise.name
        ),
    };
    page.hanging("", &more, 0, Style::new());
    page.lines
}

/// Why there is no verdict.
pub(super) fn fault(fault: &str, width: usize) -> Vec<Line<'static>> {
    let mut page = Page::new(width);
    page.line("no verdict could be given", BAD);
    page.gap();
    page.lines
        .extend(fault.lines().flat_map(|line| chop(line, width)));
    page.lines
}

/// What to do first, while there is no verdict yet.
pub(super) fn welcome(session: &Session, width: usize) -> Vec<Line<'static>> {
    let mut page = Page::new(width);
    let answer = session.answer();
    page.hanging(
        "Task:   ",
        &session.exercise.page().display().to_string(),
        8,
        BOLD,
    );
    page.hanging("Answer: ", &answer.display().to_string(), 8, BOLD);
    page.gap();
    page.line("Save it, and a verdict stands here.", Style::new());
    page.lines
}

/// One line without what could move the cursor or change colors.
pub(super) fn clean(text: &str) -> String {
    format::clean(text).replace('\t', "    ").replace('\n', "·")
}

/// Lines under construction.
struct Page {
    width: usize,
    lines: Vec<Line<'static>>,
}

impl Page {
    fn new(width: usize) -> Self {
        Self {
            width: width.max(20),
            lines: Vec::new(),
        }
    }

    fn gap(&mut self) {
        self.lines.push(Line::default());
    }

    fn line(&mut self, text: &str, style: Style) {
        self.hanging("", text, 0, style);
    }

    /// A label and a text; lines after the first begin at column `indent`.
    fn hanging(&mut self, label: &str, text: &str, indent: usize, style: Style) {
        let first = label.chars().count();
        let room = self.width.saturating_sub(indent.max(first));
        for (row, words) in terminal::wrap(&clean(text), room).into_iter().enumerate() {
            let head = match row {
                0 => label.to_owned(),
                _ => " ".repeat(indent),
            };
            self.lines.push(Line::from(vec![
                Span::raw(head),
                Span::styled(words, style),
            ]));
        }
    }

    fn broken(&mut self, check: &CheckResult) {
        self.lines.push(Line::from(vec![
            Span::styled("✗ ", BAD),
            Span::styled(clean(&check.name), BOLD),
            Span::raw(format!(" (0 of {})", check.max_points)),
        ]));
        let detail = &check.detail;
        if detail.property.is_empty() {
            let message = check.message.as_deref().unwrap_or_default();
            self.hanging("    ", message, 4, Style::new());
            return;
        }
        self.hanging("  Must hold: ", &detail.property, 13, BOLD);
        if detail.found != detail.property {
            self.hanging("  Found:     ", &detail.found, 13, Style::new());
        }
    }

    fn notes(&mut self, check: &CheckResult) {
        for note in &check.detail.notes {
            self.hanging("  ", note, 4, Style::new());
        }
        if !check.detail.output.is_empty() {
            self.hanging(
                "  It had printed: ",
                check.detail.output.trim_end(),
                4,
                Style::new(),
            );
        }
    }

    fn holds(&mut self, check: &CheckResult) {
        let extent = match (check.schedules, check.exhaustive) {
            (0 | 1, _) => String::new(),
            (schedules, true) => format!(", all {schedules} schedules"),
            (schedules, false) => format!(", {schedules} schedules"),
        };
        self.lines.push(Line::from(vec![
            Span::styled("✓ ", GOOD),
            Span::raw(format!(
                "{} ({} of {}{extent})",
                clean(&check.name),
                check.points,
                check.max_points
            )),
        ]));
        if let Some(message) = &check.message {
            self.hanging("    ", message, 4, Style::new());
        }
    }

    fn after(&mut self, after: &After) {
        self.line("The reference", BOLD);
        self.hanging("  ", &after.reference, 2, Style::new());
        self.gap();
        self.line("Other designs", BOLD);
        for design in &after.designs {
            self.hanging("  - ", design, 4, Style::new());
        }
        self.gap();
        match &after.next {
            Some(next) => self.line(&format!("n goes on to {next}"), BOLD),
            None => self.line("every exercise of your workbook is passed", BOLD),
        }
        self.gap();
    }
}

/// A line of the compiler, unchanged; what does not fit goes on in the next.
fn chop(line: &str, width: usize) -> Vec<Line<'static>> {
    let letters: Vec<char> = clean(line).chars().collect();
    if letters.is_empty() {
        return vec![Line::default()];
    }
    letters
        .chunks(width.max(20))
        .map(|part| Line::from(part.iter().collect::<String>()))
        .collect()
}

#[cfg(test)]
mod tests {
    use catalog::CheckKind;
    use grader::{Detail, Elapsed, TraceStep};

    use super::*;

    fn check(name: &str, passed: bool) -> CheckResult {
        let step = |step, task: &str, event: &str| TraceStep {
            step,
            task: task.to_owned(),
            event: event.to_owned(),
            line: Some(2),
        };
        let trace = vec![
            step(1, "main", "locks `state`"),
            step(
                2,
                "consumer-1",
                "sleeps on `not_empty`, and nobody will ever wake it up again",
            ),
        ];
        CheckResult {
            name: name.to_owned(),
            kind: CheckKind::Schedule,
            passed,
            points: 0,
            max_points: 6,
            message: None,
            schedules: 12,
            exhaustive: false,
            replay: Some("token".to_owned()),
            trace: if passed { Vec::new() } else { trace },
            detail: Detail {
                property: "a pop that waits returns once there is an item for it".to_owned(),
                found: "two threads\u{1b}[31m wait for ever".to_owned(),
                ..Detail::default()
            },
        }
    }

    fn failed() -> Verdict {
        Verdict {
            exercise: "queue".to_owned(),
            conclusion: Conclusion::Failed,
            points: 0,
            max_points: 12,
            checks: vec![check("order", true), check("woken", false)],
            diagnostics: Vec::new(),
            elapsed_ms: Elapsed::default(),
        }
    }

    fn after() -> After {
        After {
            reference: String::new(),
            designs: Vec::new(),
            next: None,
        }
    }

    fn text(lines: &[Line<'_>]) -> Vec<String> {
        lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_broken_promise_comes_before_the_schedule_and_what_holds() {
        let lines = text(&verdict(&failed(), &after(), 80));
        let place = |words: &str| {
            let found = lines.iter().position(|line| line.contains(words));
            found.unwrap_or_else(|| panic!("no {words} in {lines:#?}"))
        };
        assert!(place("not yet: 0 of 12") < place("Must hold: a pop that waits"));
        assert!(place("Must hold: ") < place("● │  locks `state` (line 2)"));
        assert!(place("│ ●  sleeps on `not_empty`") < place("✓ order"));
    }

    #[test]
    fn every_line_fits_and_no_answer_can_paint() {
        for width in [40, 80, 140] {
            for lines in [
                verdict(&failed(), &after(), width),
                story(&failed(), "one\n  two();\n", width),
            ] {
                for line in text(&lines) {
                    assert!(line.chars().count() <= width, "{width}: {line}");
                    assert!(!line.contains('\u{1b}'), "{line}");
                }
            }
        }
        let told = text(&story(&failed(), "one\n  two();\n", 80)).join("\n");
        assert!(
            told.contains("   1. main locks `state`\n          2 | two();"),
            "{told}"
        );
    }
}
