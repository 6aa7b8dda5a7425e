//! A folder for one grading: a copy of the answer, and what is built from it.

use std::fs::{self, File, TryLockError};
use std::path::{Component, Path, PathBuf};

use crate::GradeError;

/// A place for one grading at a time. There are as many for an exercise as there were gradings of it at once.
///
/// When it is dropped, all that is in it is removed, save what the compiler keeps for the next time: it can use that only
/// where all paths are the same again.
pub(crate) struct Workplace {
    pub(crate) folder: PathBuf,
    /// The answer's copy, relative to the folder: the path under which its author knows it.
    pub(crate) answer: PathBuf,
    /// Ours until it is closed, by us or by the end of this process, however that comes.
    _lock: File,
}

/// Where products go, apart from the answer, whose name is not ours to choose.
pub(crate) const BUILD: &str = ".build";

/// Where checks on the real system start; empty, for a folder in memory hides it.
pub(crate) const SCRATCH: &str = ".scratch";

/// Where the compiler keeps what it need not do again.
pub(crate) const KEPT: &str = ".kept";

impl Workplace {
    /// Copies the answer, unchanged, into a free place below `parent`.
    pub(crate) fn new(parent: &Path, exercise: &str, answer: &Path) -> Result<Self, GradeError> {
        fs::create_dir_all(parent).map_err(GradeError::file("create", parent))?;
        let (folder, lock) = free_place(parent, exercise)?;
        let workplace = Self {
            folder,
            answer: known_as(answer),
            _lock: lock,
        };
        workplace.clear();
        for name in [BUILD, SCRATCH] {
            let folder = workplace.folder.join(name);
            fs::create_dir_all(&folder).map_err(GradeError::file("create", &folder))?;
        }
        let copy = workplace.folder.join(&workplace.answer);
        if let Some(folder) = copy.parent() {
            fs::create_dir_all(folder).map_err(GradeError::file("create", folder))?;
        }
        let text = fs::read(answer).map_err(GradeError::file("read", answer))?;
        fs::write(&copy, text).map_err(GradeError::file("write", &copy))?;
        Ok(workplace)
    }

    /// Also of what a grader has left that was killed.
    fn clear(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if entry.file_name() == KEPT {
                continue;
            }
            let path = entry.path();
            let _ = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
        }
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        self.clear();
    }
}

fn free_place(parent: &Path, exercise: &str) -> Result<(PathBuf, File), GradeError> {
    let mut number = 0;
    loop {
        let path = parent.join(format!("{exercise}-{number}.lock"));
        let lock = File::create(&path).map_err(GradeError::file("create", &path))?;
        match lock.try_lock() {
            Ok(()) => return Ok((path.with_extension(""), lock)),
            Err(TryLockError::WouldBlock) => number += 1,
            Err(TryLockError::Error(error)) => return Err(GradeError::file("lock", &path)(error)),
        }
    }
}

/// The path as given when it leads downwards from here, so that an editor can open it from a message; else the name.
fn known_as(answer: &Path) -> PathBuf {
    let mut downwards = answer.components();
    if downwards
        .all(|part| matches!(part, Component::Normal(name) if ![BUILD, SCRATCH, KEPT].iter().any(|own| name == *own)))
    {
        return answer.to_path_buf();
    }
    answer
        .file_name()
        .map_or_else(|| PathBuf::from("answer.rs"), PathBuf::from)
}
