//! A folder for one grading: a copy of the answer, and what is built from it.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::GradeError;

/// Removed, with all that is in it, when it is dropped.
pub(crate) struct Workplace {
    pub(crate) folder: PathBuf,
    /// The answer's copy, relative to the folder: the path under which its author knows it.
    pub(crate) answer: PathBuf,
}

/// Where products go, apart from the answer, whose name is not ours to choose.
pub(crate) const BUILD: &str = ".build";

impl Workplace {
    /// Copies the answer, unchanged, into a new folder below `parent`.
    pub(crate) fn new(parent: &Path, answer: &Path) -> Result<Self, GradeError> {
        // ORDERING: Relaxed, because the numbers only have to differ.
        static NEXT: AtomicU64 = AtomicU64::new(0);
        remove_abandoned(parent);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let workplace = Self {
            folder: parent.join(format!("{}-{number}", process::id())),
            answer: known_as(answer),
        };
        let build = workplace.folder.join(BUILD);
        fs::create_dir_all(&build).map_err(GradeError::file("create", &build))?;
        let copy = workplace.folder.join(&workplace.answer);
        if let Some(folder) = copy.parent() {
            fs::create_dir_all(folder).map_err(GradeError::file("create", folder))?;
        }
        let text = fs::read(answer).map_err(GradeError::file("read", answer))?;
        fs::write(&copy, text).map_err(GradeError::file("write", &copy))?;
        Ok(workplace)
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The path as given when it leads downwards from here, so that an editor can open it from a message; else the name.
fn known_as(answer: &Path) -> PathBuf {
    let downwards = answer
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if downwards {
        return answer.to_path_buf();
    }
    answer
        .file_name()
        .map_or_else(|| PathBuf::from("answer.rs"), PathBuf::from)
}

/// What a grader that was killed left behind.
fn remove_abandoned(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name.split('-').next().unwrap_or_default();
        if Path::new("/proc/self").exists() && !Path::new("/proc").join(owner).exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
