//! `course list`: the exercises.

use std::path::PathBuf;

use anyhow::Result;
use catalog::Exercise;
use clap::Args;
use serde::Serialize;
use workbook::{Progress, State, Workbook};

use crate::{Outcome, learner, terminal};

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
    exercises: Vec<Entry>,
}

/// An exercise, and how far the learner is with it.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) title: String,
    /// The topic word of its chapter.
    pub(crate) chapter: String,
    /// From 1 to 5.
    pub(crate) difficulty: u8,
    pub(crate) state: State,
    /// The most that an answer got.
    pub(crate) points: u32,
    pub(crate) max_points: u32,
    /// How many hints were given.
    pub(crate) hints: usize,
    /// The task, relative to the root of the course.
    pub(crate) page: PathBuf,
    /// The answer; absent without a workbook.
    pub(crate) answer: Option<PathBuf>,
}

impl List {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = learner::root()?;
        let workbook = learner::workbook_if_any(&root)?;
        let exercises = entries(&learner::exercises(&root)?, workbook.as_ref())?;
        if self.json {
            let document = Document {
                schema: 1,
                exercises,
            };
            terminal::print(&(serde_json::to_string_pretty(&document)? + "\n"))?;
            return Ok(Outcome::Done);
        }
        if exercises.is_empty() {
            terminal::note(
                "this edition has no exercises yet; `cargo course run` offers the programs of the book",
            );
            return Ok(Outcome::Done);
        }
        terminal::print(&table(&exercises, &learner::summary(&root)?))?;
        if workbook.is_none() {
            terminal::note("to begin: cargo course init");
        }
        Ok(Outcome::Done)
    }
}

/// The exercises with what the workbook says about them.
///
/// # Errors
/// When the progress cannot be read.
pub(crate) fn entries(exercises: &[Exercise], workbook: Option<&Workbook>) -> Result<Vec<Entry>> {
    let progress = match workbook {
        Some(workbook) => workbook.progress()?,
        None => Progress::default(),
    };
    let entry = |exercise: &Exercise| {
        let record = progress.record(exercise);
        let manifest = &exercise.manifest;
        Entry {
            name: exercise.name.clone(),
            title: manifest.title.clone(),
            chapter: manifest.chapter.clone(),
            difficulty: manifest.difficulty,
            state: workbook.map_or(State::Untouched, |workbook| {
                workbook.state(exercise, &progress)
            }),
            points: record.map_or(0, |record| record.points.min(manifest.points)),
            max_points: manifest.points,
            hints: record.map_or(0, |record| record.hints),
            page: exercise.page(),
            answer: workbook.map(|workbook| workbook.answer(exercise)),
        }
    };
    Ok(exercises.iter().map(entry).collect())
}

/// A line for each, under the titles of the chapters.
pub(crate) fn table(entries: &[Entry], summary: &str) -> String {
    let width = |of: fn(&Entry) -> &str| {
        let lengths = entries.iter().map(|entry| of(entry).chars().count());
        lengths.max().unwrap_or(0)
    };
    let (names, titles) = (width(|entry| &entry.name), width(|entry| &entry.title));
    let mut text = String::new();
    let mut chapter = "";
    for entry in entries {
        if entry.chapter != chapter {
            chapter = &entry.chapter;
            let title = learner::chapter_title(summary, chapter);
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&format!("{title}\n"));
        }
        let difficulty = "●".repeat(entry.difficulty.into())
            + &"○".repeat(5_usize.saturating_sub(entry.difficulty.into()));
        text.push_str(&format!(
            "  {} {:names$}  {:titles$}  {difficulty}  {:>3} of {:<3}  {}\n",
            sign(entry.state),
            entry.name,
            entry.title,
            entry.points,
            entry.max_points,
            word(entry.state),
        ));
    }
    text
}

fn sign(state: State) -> char {
    match state {
        State::Untouched => ' ',
        State::Started => '…',
        State::Passed => '✓',
        State::GaveUp => '–',
    }
}

fn word(state: State) -> &'static str {
    match state {
        State::Untouched => "untouched",
        State::Started => "started",
        State::Passed => "passed",
        State::GaveUp => "gave up",
    }
}
