//! `course update`: what is new in the exercises.

use anyhow::Result;
use clap::Args;
use workbook::{Change, ChangeKind};

use crate::{Outcome, learner, terminal};

/// Brings new exercises and new stubs into your workbook.
///
/// Only files that are as the course wrote them are replaced. Beside a file of yours that the course would write
/// differently today, the new text is put as `<file>.latest`.
#[derive(Args)]
#[command(after_help = "Examples:
  git pull && cargo course update")]
pub(crate) struct Update {}

impl Update {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = learner::root()?;
        let workbook = learner::workbook(&root)?;
        let changes = workbook.update(&root, &learner::exercises(&root)?)?;
        let mut text: String = changes.iter().map(line).collect();
        if changes.is_empty() {
            text.push_str("nothing is new\n");
        }
        terminal::print(&text)?;
        Ok(Outcome::Done)
    }
}

fn line(change: &Change) -> String {
    let path = change.path.display();
    match &change.kind {
        ChangeKind::Added => format!("added     {path}\n"),
        ChangeKind::Replaced => format!("replaced  {path} (you had not changed it)\n"),
        ChangeKind::Renamed(earlier) => format!("renamed   {path} (was {})\n", earlier.display()),
        ChangeKind::Differs(latest) => format!(
            "yours     {path} stays as it is; compare: diff {path} {}\n",
            latest.display()
        ),
    }
}
