//! The learner's own folder: a Cargo workspace with one package per exercise, and what they have reached.
//!
//! [`Workbook::create`] writes one, [`Workbook::update`] brings what is new, [`Workbook::reset`] restores a stub and keeps
//! the old text; [`Progress`] is the readable file in which hints, points and passes are remembered.
//!
//! Nothing that a learner wrote is ever overwritten or removed, at whatever moment the process is killed: new text is
//! written aside and moved into place in one step, and old text gets a second name before its first one is reused.
//! The crate deliberately starts no process and grades nothing.

#![forbid(unsafe_code)]

mod error;
mod progress;
mod storage;
mod template;
mod update;

use std::fs;
use std::path::{Path, PathBuf};

use catalog::Exercise;

pub use error::WorkbookError;
pub use progress::{FILE_NAME, Progress, Record};
pub use update::{Change, ChangeKind};

use storage::{Exclusive, file_error, fingerprint};
use template::{ANSWER, Template};

/// A workbook on disk.
#[derive(Debug, Clone)]
pub struct Workbook {
    folder: PathBuf,
}

/// How far a learner is with an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The answer is the stub.
    Untouched,
    /// The answer is the learner's.
    Started,
    /// An answer has passed every check.
    Passed,
    /// The solution was asked for before an answer had passed.
    GaveUp,
}

/// What [`Workbook::reset`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reset {
    /// The answer was the stub already.
    Untouched,
    /// The stub is back, and the text that was there is in this file.
    Kept(PathBuf),
    /// There was no answer; now the stub is there.
    Restored,
}

impl Workbook {
    /// Writes a workbook, or completes one that is there; returns what was done.
    ///
    /// `root` is the root of the course, from which versions of crates are taken.
    ///
    /// # Errors
    /// When `folder` holds something else, or cannot be written.
    pub fn create(
        root: &Path,
        folder: &Path,
        exercises: &[Exercise],
    ) -> Result<(Self, Vec<Change>), WorkbookError> {
        if !folder.join(FILE_NAME).exists() {
            refuse_other_contents(folder)?;
        }
        fs::create_dir_all(folder).map_err(file_error("create", folder))?;
        let workbook = Self {
            folder: folder.canonicalize().map_err(file_error("find", folder))?,
        };
        // The first file, so that a workbook which was cut off half-way is known as one.
        workbook.change(|_| ())?;
        let changes = workbook.update(root, exercises)?;
        Ok((workbook, changes))
    }

    /// The workbook in `folder`.
    ///
    /// # Errors
    /// [`WorkbookError::Missing`] when there is none.
    pub fn open(folder: &Path) -> Result<Self, WorkbookError> {
        if !folder.join(FILE_NAME).is_file() {
            return Err(WorkbookError::Missing {
                folder: folder.to_path_buf(),
            });
        }
        Ok(Self {
            folder: folder.canonicalize().map_err(file_error("find", folder))?,
        })
    }

    /// Its folder, absolute and without links.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The learner's answer, whether or not the file exists.
    pub fn answer(&self, exercise: &Exercise) -> PathBuf {
        self.package(exercise).join(ANSWER)
    }

    /// The package of an exercise: under its name, or under an earlier one until the next update.
    pub(crate) fn package(&self, exercise: &Exercise) -> PathBuf {
        let exercises = self.folder.join("exercises");
        let now = exercises.join(&exercise.name);
        if now.exists() {
            return now;
        }
        let earlier = exercise.manifest.formerly.iter();
        earlier
            .map(|name| exercises.join(name))
            .find(|folder| folder.exists())
            .unwrap_or(now)
    }

    /// What has been reached.
    ///
    /// # Errors
    /// When the file cannot be read or is no longer TOML.
    pub fn progress(&self) -> Result<Progress, WorkbookError> {
        Progress::read(&self.folder.join(FILE_NAME))
    }

    /// Changes what has been reached; several processes may do so at once, one after the other.
    ///
    /// # Errors
    /// As [`progress`](Self::progress), and when the file cannot be written; then nothing has changed.
    pub fn change<R>(&self, change: impl FnOnce(&mut Progress) -> R) -> Result<R, WorkbookError> {
        let _exclusive = Exclusive::new(&self.folder)?;
        let path = self.folder.join(FILE_NAME);
        let before = if path.exists() {
            Some(Progress::read(&path)?)
        } else {
            None
        };
        let mut progress = before.clone().unwrap_or_default();
        let result = change(&mut progress);
        if before.as_ref() != Some(&progress) {
            storage::replace(&path, progress.to_text().as_bytes())?;
        }
        Ok(result)
    }

    /// How far the learner is with an exercise.
    pub fn state(&self, exercise: &Exercise, progress: &Progress) -> State {
        let record = progress.record(exercise);
        match record {
            Some(record) if record.passed => State::Passed,
            Some(record) if record.gave_up => State::GaveUp,
            _ if self.is_touched(exercise, record) => State::Started,
            _ => State::Untouched,
        }
    }

    /// Whether the answer is something else than a stub of the course.
    fn is_touched(&self, exercise: &Exercise, record: Option<&Record>) -> bool {
        let Ok(text) = fs::read(self.answer(exercise)) else {
            return false;
        };
        let known = record.and_then(|record| record.written.get(ANSWER));
        let is_written = known.is_some_and(|known| *known == fingerprint(&text));
        !is_written && fs::read(exercise.stub()).ok().as_deref() != Some(text.as_slice())
    }

    /// Brings back the stub of an exercise; what was in its place stays beside it.
    ///
    /// # Errors
    /// When a file cannot be read or written; the old text is then still where it was, or kept.
    pub fn reset(&self, root: &Path, exercise: &Exercise) -> Result<Reset, WorkbookError> {
        let template = Template::read(root, exercise)?;
        let stub = template.text(ANSWER);
        let answer = self.answer(exercise);
        let exclusive = Exclusive::new(&self.folder)?;
        let done = match fs::read(&answer) {
            Ok(text) if text == stub.as_bytes() => Reset::Untouched,
            Ok(_) => {
                let kept = storage::keep(&answer)?;
                storage::replace(&answer, stub.as_bytes())?;
                Reset::Kept(kept)
            }
            Err(_) => {
                storage::create(&answer, stub.as_bytes())?;
                Reset::Restored
            }
        };
        drop(exclusive);
        self.change(|progress| {
            let record = progress.record_mut(exercise);
            record
                .written
                .insert(ANSWER.to_owned(), fingerprint(stub.as_bytes()));
        })?;
        Ok(done)
    }
}

/// A folder for a workbook may hold nothing but what an interrupted attempt left.
fn refuse_other_contents(folder: &Path) -> Result<(), WorkbookError> {
    if folder.is_file() {
        return Err(WorkbookError::Occupied {
            folder: folder.to_path_buf(),
        });
    }
    let is_ours = |name: &str| name == storage::LOCK || name == format!(".{FILE_NAME}.new");
    let foreign = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .any(|entry| !is_ours(&entry.file_name().to_string_lossy()));
    if foreign {
        return Err(WorkbookError::Occupied {
            folder: folder.to_path_buf(),
        });
    }
    Ok(())
}
