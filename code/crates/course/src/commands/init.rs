//! `course init`: a workbook.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use workbook::{ChangeKind, Workbook, WorkbookError};

use crate::{Outcome, learner, terminal};

/// Writes your workbook: a Cargo workspace with a package for each exercise.
///
/// Nothing that is there is overwritten: where a workbook is already, only what is missing is added.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course init               in the folder `workbook` of your clone
  cargo course init ~/exercises   somewhere else; `workbook` then leads there")]
pub(crate) struct Init {
    /// The folder; it must be new, empty, or a workbook.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Init {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = learner::root()?;
        let usual = root.join("workbook");
        let folder = self.folder.unwrap_or_else(|| usual.clone());
        let folder = env::current_dir()
            .context("cannot tell the current folder; name the workbook's folder in full")?
            .join(folder);
        for own in ["code", "src", "tests", "theme", "target", "book"] {
            if folder.starts_with(root.join(own)) {
                bail!(
                    "{} belongs to the course; name another folder",
                    folder.display()
                );
            }
        }
        let exercises = learner::exercises(&root)?;
        let (workbook, changes) = match Workbook::create(&root, &folder, &exercises) {
            Err(WorkbookError::Occupied { folder }) => bail!(
                "{} holds something that is no workbook; empty it, or name another folder: `cargo course init DIR`",
                folder.display()
            ),
            created => created?,
        };
        let added = changes
            .iter()
            .filter(|change| {
                change.kind == ChangeKind::Added && change.path.ends_with("src/lib.rs")
            })
            .count();
        let place = learner::shorten(workbook.folder());
        terminal::print(&match (changes.is_empty(), added) {
            (true, _) => format!("{} is complete already\n", place.display()),
            (false, added) => format!("{}: {added} exercises added\n", place.display()),
        })?;
        link(&usual, workbook.folder())?;
        terminal::note(
            "next: open this folder in your editor, and keep `cargo course watch` running beside it",
        );
        Ok(Outcome::Done)
    }
}

/// Lets the usual place lead to a workbook elsewhere, unless something is there.
fn link(usual: &std::path::Path, folder: &std::path::Path) -> Result<()> {
    if usual.canonicalize().is_ok_and(|place| place == folder) {
        return Ok(());
    }
    if usual.exists() {
        terminal::warn(&format!(
            "the commands go on using {}; for this one, change into it first",
            usual.display()
        ));
        return Ok(());
    }
    if usual.is_symlink() {
        // It leads to a workbook that is no longer there.
        std::fs::remove_file(usual)
            .with_context(|| format!("cannot remove {}", usual.display()))?;
    }
    std::os::unix::fs::symlink(folder, usual)
        .with_context(|| format!("cannot let {} lead to the workbook", usual.display()))
}
