//! `course status`: how far you are.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use serde::Serialize;
use workbook::{Progress, State};

use super::list::{self, Entry};
use crate::{Outcome, learner, terminal};

/// Says how far you are: points, exercises passed and started, and which comes next.
///
/// Your progress is the text file `course-progress.toml` in your workbook. To take it to another computer, export it
/// here and import it there; what is imported is added to what is there, and the better result counts.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course status
  cargo course status --json
  cargo course status --export progress.toml
  cargo course status --import progress.toml")]
pub(crate) struct Status {
    /// Prints one JSON document.
    #[arg(long)]
    json: bool,
    /// Writes your progress into a new file.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    export: Option<PathBuf>,
    /// Adds the progress in a file to yours.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "export"])]
    import: Option<PathBuf>,
}

/// The document that `--json` prints.
#[derive(Serialize)]
struct Document {
    schema: u32,
    points: u32,
    max_points: u32,
    passed: usize,
    started: usize,
    /// The first in the order of the book that has not been passed.
    next: Option<String>,
    exercises: Vec<Entry>,
}

impl Status {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = learner::root()?;
        let workbook = learner::workbook(&root)?;
        let exercises = learner::exercises(&root)?;
        if let Some(path) = &self.export {
            let text = workbook.progress()?.for_export().to_text();
            let mut file = fs::File::create_new(path).with_context(|| {
                format!(
                    "cannot create {}; name a file that is not there yet",
                    path.display()
                )
            })?;
            std::io::Write::write_all(&mut file, text.as_bytes())
                .with_context(|| format!("cannot write {}", path.display()))?;
            terminal::note(&format!("written to {}", path.display()));
            return Ok(Outcome::Done);
        }
        if let Some(path) = &self.import {
            let theirs = Progress::read(path)?.for_export();
            workbook.change(|progress| progress.merge(theirs, &exercises))?;
        }
        let progress = workbook.progress()?;
        let next = learner::next(&exercises, None, &workbook, &progress);
        let entries = list::entries(&exercises, Some(&workbook))?;
        let count = |state| entries.iter().filter(|entry| entry.state == state).count();
        let document = Document {
            schema: 1,
            points: entries.iter().map(|entry| entry.points).sum(),
            max_points: entries.iter().map(|entry| entry.max_points).sum(),
            passed: count(State::Passed),
            started: count(State::Started),
            next: next.map(|exercise| exercise.name.clone()),
            exercises: entries,
        };
        let text = if self.json {
            serde_json::to_string_pretty(&document)? + "\n"
        } else {
            summary(document, &learner::summary(&root)?)
        };
        terminal::print(&text)?;
        Ok(Outcome::Done)
    }
}

fn summary(mut document: Document, summary: &str) -> String {
    let total = document.exercises.len();
    let mut text = format!(
        "{} of {} points; {} of {total} exercises passed\n",
        document.points, document.max_points, document.passed
    );
    document
        .exercises
        .retain(|entry| entry.state != State::Untouched || entry.points > 0);
    if !document.exercises.is_empty() {
        text.push_str(&format!("\n{}", list::table(&document.exercises, summary)));
    }
    match document.next {
        Some(next) => text.push_str(&format!("\nnext: cargo course watch {next}\n")),
        None => text.push_str("\nall exercises are passed\n"),
    }
    text
}
