//! What the commands for learners share: where the course and the workbook are, which exercises there are, and grading.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use catalog::{CatalogError, Exercise};
use grader::{GradeError, Tier, Verdict};
use workbook::{FILE_NAME, Progress, State, Workbook, WorkbookError};

/// The root of the course: around the current folder, or where a workbook elsewhere says it is.
///
/// # Errors
/// When there is none.
pub(crate) fn root() -> Result<PathBuf> {
    let error = match catalog::find_root() {
        Ok(root) => return Ok(root),
        Err(error) => error,
    };
    let named = env::var_os("COURSE_ROOT").map(PathBuf::from);
    named
        .filter(|root| root.join("book.toml").is_file() && root.join("code/chapters").is_dir())
        .ok_or(error.into())
}

/// All exercises, in the order of the book, the easier ones of a chapter first.
///
/// # Errors
/// When the course cannot be read.
pub(crate) fn exercises(root: &Path) -> Result<Vec<Exercise>> {
    let mut exercises = Exercise::all(root)?;
    let summary = summary(root)?;
    let place = |exercise: &Exercise| {
        let link = format!("]({}/", exercise.manifest.chapter);
        summary.find(&link).unwrap_or(usize::MAX)
    };
    // They come by difficulty and name already.
    exercises.sort_by_key(place);
    Ok(exercises)
}

/// The title of a chapter in the book; its topic word while it has no page.
pub(crate) fn chapter_title<'a>(summary: &'a str, topic: &'a str) -> &'a str {
    let link = summary.find(&format!("]({topic}/index.md)"));
    link.and_then(|end| summary[..end].rsplit('[').next())
        .unwrap_or(topic)
}

/// The table of contents. It is order and titles enough: to read the whole course takes a second.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn summary(root: &Path) -> Result<String> {
    let path = root.join("src/SUMMARY.md");
    fs::read_to_string(&path).map_err(|source| CatalogError::Read { path, source }.into())
}

/// The exercise of that name.
///
/// # Errors
/// When there is none; the nearest name is suggested.
pub(crate) fn find(root: &Path, name: &str) -> Result<Exercise> {
    // People complete paths with the tabulator.
    let name = name.trim_end_matches('/');
    let name = name.rsplit('/').next().unwrap_or(name);
    Ok(Exercise::find(root, name)?)
}

/// The workbook around the current folder, else that of the course.
///
/// # Errors
/// When there is none.
pub(crate) fn workbook(root: &Path) -> Result<Workbook> {
    let here =
        env::current_dir().context("cannot tell the current folder; change into your clone")?;
    let around = here
        .ancestors()
        .find(|folder| folder.join(FILE_NAME).is_file());
    let folder = around.map_or_else(|| root.join("workbook"), Path::to_path_buf);
    Ok(Workbook::open(&folder)?)
}

/// The same, or nothing when there is none yet.
///
/// # Errors
/// When there is one that cannot be opened.
pub(crate) fn workbook_if_any(root: &Path) -> Result<Option<Workbook>> {
    match workbook(root) {
        Ok(workbook) => Ok(Some(workbook)),
        Err(error) => match error.downcast_ref() {
            Some(WorkbookError::Missing { .. }) => Ok(None),
            _ => Err(error),
        },
    }
}

/// The first exercise after `current`, once around, that is in the workbook and has not been passed.
pub(crate) fn next<'a>(
    exercises: &'a [Exercise],
    current: Option<&Exercise>,
    workbook: &Workbook,
    progress: &Progress,
) -> Option<&'a Exercise> {
    let begin = current
        .and_then(|current| {
            exercises
                .iter()
                .position(|other| other.name == current.name)
        })
        .map_or(0, |place| place + 1);
    let (before, after) = exercises.split_at(begin);
    after
        .iter()
        .chain(before)
        .filter(|other| current.is_none_or(|current| other.name != current.name))
        .filter(|exercise| workbook.answer(exercise).exists())
        .find(|exercise| workbook.state(exercise, progress) != State::Passed)
}

/// A path as people would write it here: relative when it lies below the current folder.
pub(crate) fn shorten(path: &Path) -> PathBuf {
    let below = env::current_dir()
        .and_then(|here| here.canonicalize())
        .ok()
        .and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    below
        .filter(|path| !path.as_os_str().is_empty())
        .unwrap_or_else(|| path.to_path_buf())
}

/// How answers are graded in one run of a command.
#[derive(Debug, Clone)]
pub(crate) struct Grading {
    pub(crate) root: PathBuf,
    pub(crate) tier: Tier,
    pub(crate) schedules: Option<usize>,
    pub(crate) seed: u64,
    pub(crate) replay: Option<String>,
}

impl Grading {
    /// As the exercises say, in the strongest sandbox.
    ///
    /// # Errors
    /// When there is no sandbox.
    pub(crate) fn new(root: &Path) -> Result<Self, GradeError> {
        Ok(Self::in_tier(root, grader::tier()?))
    }

    /// As the exercises say.
    pub(crate) fn in_tier(root: &Path, tier: Tier) -> Self {
        Self {
            root: root.to_path_buf(),
            tier,
            schedules: None,
            seed: 1,
            replay: None,
        }
    }

    /// Judges one file; ends early when `cancel` is set.
    ///
    /// # Errors
    /// What is not the answer's fault.
    pub(crate) fn judge(
        &self,
        exercise: &Exercise,
        answer: &Path,
        cancel: &AtomicBool,
        progress: &(dyn Fn(&str) + Sync),
    ) -> Result<Verdict, GradeError> {
        let options = grader::Options {
            root: &self.root,
            schedules: self.schedules,
            seed: self.seed,
            replay: self.replay.as_deref(),
            tier: self.tier,
            cancel,
            progress,
        };
        grader::grade(exercise, answer, &options)
    }
}

/// The design that a right answer announces in its first line.
pub(crate) fn design(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    line.strip_prefix("//! design:").unwrap_or_default().trim()
}

/// The right answers of other designs, each with its file and text.
///
/// # Errors
/// When one cannot be read.
pub(crate) fn alternatives(exercise: &Exercise) -> Result<Vec<(PathBuf, String)>> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).map_err(|source| CatalogError::Read {
            path: path.clone(),
            source,
        })?;
        Ok((path, text))
    };
    exercise.alternatives()?.into_iter().map(read).collect()
}
