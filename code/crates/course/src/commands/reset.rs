//! `course reset`: a stub again.

use anyhow::Result;
use clap::Args;
use workbook::Reset as Done;

use crate::{Outcome, learner, terminal};

/// Restores the stub of an exercise; your text is kept beside it.
///
/// `src/lib.rs` is put back; your tests, points and hints stay as they are.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course reset bounded-queue")]
pub(crate) struct Reset {
    /// The exercise.
    #[arg(value_name = "NAME")]
    name: String,
}

impl Reset {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = learner::root()?;
        let exercise = learner::find(&root, &self.name)?;
        let workbook = learner::workbook(&root)?;
        let done = workbook.reset(&root, &exercise)?;
        let answer = learner::shorten(&workbook.answer(&exercise));
        terminal::print(&match done {
            Done::Untouched => format!("{} is the stub already\n", answer.display()),
            Done::Restored => format!("{} is there again\n", answer.display()),
            Done::Kept(kept) => format!(
                "{} is the stub again; your text is in {}\n",
                answer.display(),
                learner::shorten(&kept).display()
            ),
        })?;
        Ok(Outcome::Done)
    }
}
