//! The exercises: one folder each, with the task, the hidden checks, and right and wrong answers.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{CatalogError, nearest};

/// One exercise: `code/exercises/<name>/`.
#[derive(Debug, Clone, Serialize)]
pub struct Exercise {
    /// The folder's name, the package's name, and its name everywhere else.
    pub name: String,
    /// Its folder, absolute.
    #[serde(skip)]
    pub folder: PathBuf,
    /// What `exercise.toml` says.
    #[serde(flatten)]
    pub manifest: ExerciseManifest,
}

/// The contents of `exercise.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExerciseManifest {
    /// Shown in lists.
    pub title: String,
    /// The topic word of the chapter it belongs to.
    pub chapter: String,
    /// From 1 to 5.
    pub difficulty: u8,
    /// The sum over all checks.
    pub points: u32,
    /// Crates beyond std that an answer may use.
    #[serde(default)]
    pub crates: Vec<String>,
    /// Whether an answer may contain `unsafe`.
    #[serde(rename = "unsafe")]
    pub unsafe_code: UnsafeCode,
    /// What the checks run on.
    #[serde(default)]
    pub system: System,
    /// Names it had before.
    #[serde(default)]
    pub formerly: Vec<String>,
    /// Three levels: the concept, the place, nearly the code.
    pub hints: Vec<String>,
    /// What the reference solution does differently from a first attempt; shown after a pass.
    pub reference: String,
    /// The checks in the order in which they run.
    #[serde(rename = "check")]
    pub checks: Vec<Check>,
}

/// Whether an answer may contain `unsafe`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnsafeCode {
    /// Any `unsafe` fails the exercise.
    Forbidden,
    /// The exercise is about it.
    Allowed,
}

/// What the checks of an exercise run on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum System {
    /// The engine: threads, time and wake-ups are virtual, and nothing else of the system is there.
    #[default]
    Explored,
    /// The real standard library, with processes and files, in the sandbox.
    Real,
}

/// One promise of the task, and how it is held against an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The function in `harness/checks.rs`; exactly one of `function` and `program` is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// The stem of a program in `harness/refused/` and of its twin in `harness/accepted/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
    /// Shown to the learner.
    pub name: String,
    /// What sort of promise it is.
    pub kind: CheckKind,
    /// What it is worth.
    pub points: u32,
    /// The promise in one sentence; said first when it is broken.
    pub property: String,
    /// Greatest number of executions of the search; the kind decides when it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedules: Option<usize>,
    /// Greatest number of steps of one execution, for a scenario that is long on purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<u32>,
}

/// What sort of promise a check holds against an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckKind {
    /// What calls return and do.
    Behaviour,
    /// What holds under every schedule.
    Schedule,
    /// What holds when a future is dropped at any await.
    Cancellation,
    /// What happens with extreme arguments and failing callbacks.
    BadInput,
    /// Parallelism reached, no polling, bounded memory: ratios and counts, never times.
    Performance,
    /// What a caller can and cannot write.
    Source,
}

/// One answer that an exercise keeps to test its checks with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongAnswer {
    /// The stem of its file.
    pub name: String,
    /// The file, absolute.
    pub path: PathBuf,
    /// The checks that may catch it, by function or program; the first is meant for it.
    pub caught_by: Vec<String>,
    /// Why it is wrong.
    pub because: String,
}

impl Check {
    /// The name that `exercise.toml` gives to its function or program.
    pub fn id(&self) -> &str {
        self.function
            .as_deref()
            .or(self.program.as_deref())
            .unwrap_or_default()
    }

    /// Greatest number of executions of the search.
    pub fn schedules(&self) -> usize {
        self.schedules.unwrap_or(match self.kind {
            CheckKind::Behaviour | CheckKind::BadInput => 20,
            CheckKind::Schedule | CheckKind::Cancellation | CheckKind::Performance => 1000,
            CheckKind::Source => 0,
        })
    }
}

impl Exercise {
    /// Reads the exercise called `name`, or that was called so once, below the root of the course.
    ///
    /// # Errors
    /// [`CatalogError::UnknownExercise`] when there is none, otherwise what is wrong with its `exercise.toml`.
    pub fn find(root: &Path, name: &str) -> Result<Self, CatalogError> {
        let all = Self::all(root)?;
        let nearest =
            nearest(name, all.iter().map(|exercise| exercise.name.as_str())).map(str::to_owned);
        all.into_iter()
            .find(|exercise| {
                exercise.name == name || exercise.manifest.formerly.iter().any(|old| old == name)
            })
            .ok_or_else(|| CatalogError::UnknownExercise {
                name: name.to_owned(),
                nearest,
            })
    }

    /// All exercises below the root of the course, by difficulty and name.
    ///
    /// # Errors
    /// When a folder cannot be read or an `exercise.toml` is wrong.
    pub fn all(root: &Path) -> Result<Vec<Self>, CatalogError> {
        let folder = root.join("code/exercises");
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut exercises = Vec::new();
        for entry in fs::read_dir(&folder).map_err(|source| unreadable(&folder, source))? {
            let path = entry.map_err(|source| unreadable(&folder, source))?.path();
            if path.join("exercise.toml").is_file() {
                exercises.push(Self::read(&path)?);
            }
        }
        exercises.sort_by(|one, other| {
            (one.manifest.difficulty, &one.name).cmp(&(other.manifest.difficulty, &other.name))
        });
        Ok(exercises)
    }

    /// Reads the exercise in `folder`.
    ///
    /// # Errors
    /// When its `exercise.toml` cannot be read or breaks a rule of the format.
    pub fn read(folder: &Path) -> Result<Self, CatalogError> {
        let path = folder.join("exercise.toml");
        let text = fs::read_to_string(&path).map_err(|source| unreadable(&path, source))?;
        let wrong = |problem: String| CatalogError::Exercise {
            path: path.clone(),
            problem,
        };
        let manifest: ExerciseManifest = toml::from_str(&text)
            .map_err(|error| wrong(error.to_string().trim_end().to_owned()))?;
        if let Some(problem) = broken_rule(&manifest) {
            return Err(wrong(problem));
        }
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self {
            name: name.into_owned(),
            folder: folder.to_path_buf(),
            manifest,
        })
    }

    /// What the learner starts from.
    pub fn stub(&self) -> PathBuf {
        self.folder.join("stub.rs")
    }

    /// The reference solution.
    pub fn solution(&self) -> PathBuf {
        self.folder.join("solution.rs")
    }

    /// The task page, relative to the root of the course.
    pub fn page(&self) -> PathBuf {
        PathBuf::from(format!("src/{}/{}.md", self.manifest.chapter, self.name))
    }

    /// The other right designs, sorted.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn alternatives(&self) -> Result<Vec<PathBuf>, CatalogError> {
        rust_files(&self.folder.join("alternatives"))
    }

    /// The answers that the checks must reject, sorted.
    ///
    /// # Errors
    /// When a file cannot be read, or its first line does not say `//! caught by: <check>…: <why>`.
    pub fn wrong_answers(&self) -> Result<Vec<WrongAnswer>, CatalogError> {
        rust_files(&self.folder.join("wrong"))?
            .into_iter()
            .map(|path| read_wrong(path, &self.manifest.checks))
            .collect()
    }
}

fn read_wrong(path: PathBuf, checks: &[Check]) -> Result<WrongAnswer, CatalogError> {
    let text = fs::read_to_string(&path).map_err(|source| unreadable(&path, source))?;
    let directive = |problem: String| CatalogError::Directive {
        path: path.clone(),
        line: 1,
        problem,
    };
    let header = text.lines().next().unwrap_or_default();
    let (named, because) = header
        .strip_prefix("//! caught by:")
        .and_then(|rest| rest.split_once(':'))
        .ok_or_else(|| {
            directive("the first line must be `//! caught by: <check>: <why>`".into())
        })?;
    let caught_by: Vec<String> = named.split(',').map(|id| id.trim().to_owned()).collect();
    if let Some(id) = caught_by
        .iter()
        .find(|id| checks.iter().all(|check| check.id() != id.as_str()))
    {
        return Err(directive(format!("exercise.toml has no check `{id}`")));
    }
    Ok(WrongAnswer {
        name: path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        caught_by,
        because: because.trim().to_owned(),
        path,
    })
}

fn broken_rule(manifest: &ExerciseManifest) -> Option<String> {
    if !(1..=5).contains(&manifest.difficulty) {
        return Some(format!(
            "difficulty is {}; it goes from 1 to 5",
            manifest.difficulty
        ));
    }
    if manifest.hints.len() != 3 {
        return Some(format!(
            "there are {} hints; write three",
            manifest.hints.len()
        ));
    }
    let sum: u32 = manifest.checks.iter().map(|check| check.points).sum();
    if sum != manifest.points {
        return Some(format!(
            "points is {}, but the checks add up to {sum}",
            manifest.points
        ));
    }
    for (index, check) in manifest.checks.iter().enumerate() {
        let id = check.id();
        if manifest.system == System::Real && (check.schedules.is_some() || check.steps.is_some()) {
            return Some(format!(
                "check `{}` has `schedules` or `steps`, which the real system does not know",
                check.name
            ));
        }
        if check.function.is_some() == check.program.is_some() {
            return Some(format!(
                "check `{}` needs either a function or a program",
                check.name
            ));
        }
        if manifest.checks[..index]
            .iter()
            .any(|earlier| earlier.id() == id || earlier.name == check.name)
        {
            return Some(format!("two checks are called `{id}` or `{}`", check.name));
        }
    }
    None
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, CatalogError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|source| unreadable(folder, source))? {
        let path = entry.map_err(|source| unreadable(folder, source))?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn unreadable(path: &Path, source: std::io::Error) -> CatalogError {
    CatalogError::Read {
        path: path.to_path_buf(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(system: &str, check: &str) -> ExerciseManifest {
        let text = format!(
            "title = 't'\nchapter = 'c'\ndifficulty = 1\npoints = 1\nunsafe = 'forbidden'\n{system}\n\
             hints = ['', '', '']\nreference = ''\n\
             [[check]]\nfunction = 'f'\nname = 'n'\nkind = 'behaviour'\npoints = 1\nproperty = 'p'\n{check}\n"
        );
        toml::from_str(&text).expect("a manifest")
    }

    #[test]
    fn an_exercise_is_explored_unless_it_says_otherwise() {
        assert_eq!(manifest("", "").system, System::Explored);
        assert_eq!(manifest("system = 'real'", "").system, System::Real);
    }

    #[test]
    fn the_real_system_knows_no_schedules() {
        for check in ["schedules = 5", "steps = 5"] {
            assert_eq!(broken_rule(&manifest("", check)), None);
            let problem = broken_rule(&manifest("system = 'real'", check)).expect("a problem");
            assert!(problem.contains("which the real system does not know"));
        }
        assert_eq!(broken_rule(&manifest("system = 'real'", "")), None);
    }
}
