//! `course solution`: how others would do it.

use std::fs;

use anyhow::{Context, Result};
use clap::Args;

use crate::{Outcome, learner, terminal};

/// Prints the reference solution and its alternatives, once an answer has passed.
///
/// Exit status: 0 printed, 1 no answer has passed yet.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course solution bounded-queue
  cargo course solution bounded-queue --give-up   without having passed; your workbook remembers it")]
pub(crate) struct Solution {
    /// The exercise.
    #[arg(value_name = "NAME")]
    name: String,
    /// Prints it although no answer has passed yet.
    #[arg(long)]
    give_up: bool,
}

impl Solution {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = learner::root()?;
        let exercise = learner::find(&root, &self.name)?;
        let workbook = learner::workbook(&root)?;
        let progress = workbook.progress()?;
        let record = progress.record(&exercise);
        let is_earned = record.is_some_and(|record| record.passed || record.gave_up);
        if !is_earned && !self.give_up {
            terminal::note(&format!(
                "no answer of yours has passed `{name}` yet; a hint: cargo course hint {name}; the solution all the \
                 same: cargo course solution {name} --give-up",
                name = exercise.name
            ));
            return Ok(Outcome::NotYet);
        }
        if !is_earned {
            workbook.change(|progress| progress.record_mut(&exercise).gave_up = true)?;
        }
        let path = exercise.solution();
        let solution =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let heading = |path: &std::path::Path, words: &str| {
            let place = path
                .strip_prefix(&root)
                .unwrap_or(path)
                .display()
                .to_string();
            format!("// ===== {place}: {words}\n\n")
        };
        let mut text = heading(&path, "the reference");
        for line in terminal::wrap(&exercise.manifest.reference, 96) {
            text.push_str(&format!("// {line}\n"));
        }
        text.push_str(&format!("\n{solution}"));
        for (path, alternative) in learner::alternatives(&exercise)? {
            text.push('\n');
            text.push_str(&heading(&path, learner::design(&alternative)));
            text.push_str(&alternative);
        }
        terminal::print(&text)?;
        Ok(Outcome::Done)
    }
}
