//! `course explain`: a failing schedule, step by step.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use clap::Args;
use grader::format::{self, Paint};
use grader::{CheckResult, Conclusion, Document, TraceStep};

use crate::learner::{self, Grading};
use crate::terminal::{self, Busy};
use crate::{Outcome, learner::shorten};

/// Tells a failing schedule of your answer step by step.
///
/// Who does what, in which line, and what comes of it, in words and in lanes.
///
/// The token stands in the verdict that found the schedule. It belongs to the text that was judged: when you have
/// changed the answer since, the same choices may lead somewhere else.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course explain bounded-queue --replay TOKEN
  cargo course explain bounded-queue --replay TOKEN --file answer.rs")]
pub(crate) struct Explain {
    /// The exercise.
    #[arg(value_name = "NAME")]
    name: String,
    /// The token of the schedule, from a verdict.
    #[arg(long, value_name = "TOKEN")]
    replay: String,
    /// The file that was judged, when it is not the one in your workbook.
    #[arg(long, value_name = "CANDIDATE.rs")]
    file: Option<PathBuf>,
}

impl Explain {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = learner::root()?;
        let exercise = learner::find(&root, &self.name)?;
        let file = match &self.file {
            Some(file) => file.clone(),
            None => shorten(&learner::workbook(&root)?.answer(&exercise)),
        };
        let mut grading = Grading::new(&root)?;
        grading.replay = Some(self.replay.clone());
        let busy = Busy::new(exercise.name.clone());
        let say = |what: &str| busy.say(&format!("{}: {what}", exercise.name));
        let verdict = grading.judge(&exercise, &file, &AtomicBool::new(false), &say)?;
        drop(busy);
        let id = self.replay.split(':').next().unwrap_or_default();
        let check = verdict.checks.iter().find(|check| check.detail.id == id);
        let check = match check {
            Some(check) if verdict.conclusion != Conclusion::DidNotCompile => check,
            _ => {
                terminal::print(&format::human(&Document::new(vec![verdict]), Paint::Plain))?;
                return Ok(Outcome::NotYet);
            }
        };
        if check.passed {
            terminal::print(&format!(
                "`{}` holds under this schedule: the answer is another than the one that was judged\n",
                check.name
            ))?;
            return Ok(Outcome::Done);
        }
        let source =
            fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        terminal::print(&format::clean(&story(check, &file, &source)))?;
        Ok(Outcome::Done)
    }
}

fn story(check: &CheckResult, file: &Path, source: &str) -> String {
    let detail = &check.detail;
    let mut text = format!("{}\n    Must hold: {}\n", check.name, detail.property);
    if detail.found != detail.property {
        let found = detail.found.replace('\n', "\n               ");
        text.push_str(&format!("    Found:     {found}\n"));
    }
    text.push_str(&format!("\nStep by step ({}):\n", file.display()));
    for line in steps(&check.trace, source) {
        text.push_str(&format!("{:>4}. {}\n", line.step, line.words));
        if let Some(code) = line.code {
            text.push_str(&format!("          {code}\n"));
        }
    }
    text.push_str(&format!(
        "\nThe same in lanes:\n\n{}",
        format::lanes(&check.trace)
    ));
    if !detail.notes.is_empty() {
        text.push_str("\nWhat to notice:\n");
    }
    for note in &detail.notes {
        text.push_str(&format!("    {note}\n"));
    }
    if !detail.output.is_empty() {
        let printed = detail.output.trim_end().replace('\n', "\n    ");
        text.push_str(&format!("\nIt had printed:\n    {printed}\n"));
    }
    text
}

/// A step in words, and the line of the answer that takes it.
pub(crate) struct Told {
    /// Its number, from 1.
    pub(crate) step: usize,
    /// The thread, and what it does.
    pub(crate) words: String,
    /// `18 | let mut state = …`, unless the step before stands on the same line.
    pub(crate) code: Option<String>,
}

/// A schedule in words.
pub(crate) fn steps(trace: &[TraceStep], source: &str) -> Vec<Told> {
    let lines: Vec<&str> = source.lines().collect();
    let mut told = Vec::new();
    let mut shown = None;
    for step in trace {
        let words = format!("{} {}", step.task, step.event.replace('\n', " "));
        let place = (step.task.as_str(), step.line);
        let code = step
            .line
            .filter(|_| shown != Some(place))
            .and_then(|line| Some((line, lines.get(line as usize - 1)?.trim())))
            .map(|(line, code)| format!("{line} | {code}"));
        shown = Some(place);
        told.push(Told {
            step: step.step,
            words,
            code,
        });
    }
    told
}
