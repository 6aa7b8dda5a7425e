//! `course hint`: one level more.

use anyhow::Result;
use clap::Args;

use crate::{Outcome, learner, terminal};

/// Gives the next hint: first the concept, then the place, then nearly the code.
///
/// How many you have had is remembered in your workbook; after the last, all are printed again.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course hint bounded-queue")]
pub(crate) struct Hint {
    /// The exercise.
    #[arg(value_name = "NAME")]
    name: String,
}

impl Hint {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = learner::root()?;
        let exercise = learner::find(&root, &self.name)?;
        let workbook = learner::workbook(&root)?;
        let hints = &exercise.manifest.hints;
        let given = workbook.change(|progress| {
            let record = progress.record_mut(&exercise);
            let given = record.hints;
            record.hints = (given + 1).min(hints.len());
            given
        })?;
        let first = if given >= hints.len() { 0 } else { given };
        let last = (given + 1).min(hints.len());
        let mut text = String::new();
        for (index, hint) in hints.iter().enumerate().take(last).skip(first) {
            let lines = terminal::wrap(hint, terminal::width().min(100));
            text.push_str(&format!("Hint {} of {}\n", index + 1, hints.len()));
            text.push_str(&lines.join("\n"));
            text.push_str("\n\n");
        }
        terminal::print(&text)?;
        if last < hints.len() {
            terminal::note(&format!("another one: cargo course hint {}", exercise.name));
        } else {
            terminal::note(&format!(
                "these are all; the solution: cargo course solution {} --give-up",
                exercise.name
            ));
        }
        Ok(Outcome::Done)
    }
}
