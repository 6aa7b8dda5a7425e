//! The file in which a learner's progress is remembered.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use catalog::Exercise;
use serde::{Deserialize, Serialize};

use crate::WorkbookError;
use crate::storage::file_error;

/// The file, in the workbook's folder.
pub const FILE_NAME: &str = "course-progress.toml";

const HEADER: &str = "\
# Your progress in Every Interleaving, written by `cargo course`.
# To take it elsewhere: `cargo course status --export FILE` here, `cargo course status --import FILE` there.

";

/// What has been reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// Version of this layout: 1.
    pub schema: u32,
    /// One record for each exercise that was ever touched, by its name at the time.
    #[serde(default)]
    pub exercises: BTreeMap<String, Record>,
}

/// What has been reached in one exercise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Record {
    /// The most points that an answer got.
    pub points: u32,
    /// Whether an answer has passed every check.
    pub passed: bool,
    /// How many hints were given.
    pub hints: usize,
    /// Whether the solution was asked for before an answer had passed.
    pub gave_up: bool,
    /// The files that the course wrote, and the SHA-256 of what it wrote: what differs is the learner's.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub written: BTreeMap<String, String>,
}

impl Default for Progress {
    fn default() -> Self {
        Self {
            schema: 1,
            exercises: BTreeMap::new(),
        }
    }
}

impl Progress {
    /// Reads a file of this layout.
    ///
    /// # Errors
    /// When it cannot be read, is no such file, or was written by a later version.
    pub fn read(path: &Path) -> Result<Self, WorkbookError> {
        let text = fs::read_to_string(path).map_err(file_error("read", path))?;
        let broken = |problem: String| WorkbookError::Progress {
            path: path.to_path_buf(),
            problem,
        };
        let progress: Self = toml::from_str(&text)
            .map_err(|error| broken(error.to_string().trim_end().to_owned()))?;
        if progress.schema != 1 {
            return Err(broken(format!(
                "it has layout {}, this course knows layout 1",
                progress.schema
            )));
        }
        Ok(progress)
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        HEADER.to_owned() + &toml::to_string(self).expect("a record is numbers, words and tables")
    }

    /// What is known of an exercise, also under an earlier name.
    pub fn record(&self, exercise: &Exercise) -> Option<&Record> {
        names(exercise).find_map(|name| self.exercises.get(name))
    }

    /// The same, to be changed; an earlier name becomes the present one.
    pub fn record_mut(&mut self, exercise: &Exercise) -> &mut Record {
        let found = names(exercise).find(|name| self.exercises.contains_key(*name));
        let record = found.and_then(|name| self.exercises.remove(name));
        self.exercises
            .entry(exercise.name.clone())
            .or_insert(record.unwrap_or_default())
    }

    /// What is worth taking to another workbook: everything but which files were written in this one.
    #[must_use]
    pub fn for_export(mut self) -> Self {
        for record in self.exercises.values_mut() {
            record.written.clear();
        }
        self.exercises
            .retain(|_, record| *record != Record::default());
        self
    }

    /// Adds what was reached elsewhere; of two records the better one counts, and hints stay given.
    pub fn merge(&mut self, other: Self, exercises: &[Exercise]) {
        for (name, theirs) in other.exercises {
            let known = exercises
                .iter()
                .find(|exercise| names(exercise).any(|known| known == name));
            let mine = match known {
                Some(exercise) => self.record_mut(exercise),
                None => self.exercises.entry(name).or_default(),
            };
            mine.points = mine.points.max(theirs.points);
            mine.passed |= theirs.passed;
            mine.hints = mine.hints.max(theirs.hints);
            mine.gave_up |= theirs.gave_up;
        }
    }
}

impl Record {
    /// Remembers a verdict.
    pub fn graded(&mut self, points: u32, passed: bool) {
        self.points = self.points.max(points);
        self.passed |= passed;
    }
}

fn names(exercise: &Exercise) -> impl Iterator<Item = &str> {
    let earlier = exercise.manifest.formerly.iter().map(String::as_str);
    std::iter::once(exercise.name.as_str()).chain(earlier)
}
