//! `course list`: the exercises.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::{Outcome, terminal};

/// Lists the exercises: chapter, difficulty, points, state.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course list          for people
  cargo course list --json   for other programs
  cargo course run --list    the programs of the book, which are no exercises")]
pub(crate) struct List {
    /// Prints one JSON document.
    #[arg(long)]
    json: bool,
}

/// The document that `--json` prints.
#[derive(Serialize)]
struct Document {
    schema: u32,
    exercises: Vec<Exercise>,
}

/// There is none to describe yet.
#[derive(Serialize)]
enum Exercise {}

impl List {
    pub(crate) fn run(self) -> Result<Outcome> {
        catalog::find_root()?;
        if self.json {
            let document = Document {
                schema: 1,
                exercises: Vec::new(),
            };
            terminal::print(&(serde_json::to_string_pretty(&document)? + "\n"))?;
        } else {
            terminal::note(
                "this edition has no exercises yet; `cargo course run` offers the programs of the book",
            );
        }
        Ok(Outcome::Done)
    }
}
