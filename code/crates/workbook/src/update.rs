//! Bringing what is new into a workbook without touching what is the learner's.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use catalog::Exercise;

use crate::storage::{self, Exclusive, file_error, fingerprint};
use crate::template::{self, Template};
use crate::{Workbook, WorkbookError};

/// Under this name the progress remembers the files that belong to no exercise.
const SHARED: &str = "workbook";

/// One thing that an update did, or left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file or folder, relative to the workbook.
    pub path: PathBuf,
    /// What happened to it.
    pub kind: ChangeKind,
}

/// What an update did with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was not there and now is.
    Added,
    /// It was as the course had written it, and now is as the course would write it today.
    Replaced,
    /// The exercise has a new name, and its folder with it; this is the earlier one.
    Renamed(PathBuf),
    /// It is the learner's and stays; the course's new text is in this file, relative to the workbook.
    Differs(PathBuf),
}

impl Workbook {
    /// Adds what is missing, replaces what is as the course wrote it, and leaves everything else alone.
    ///
    /// # Errors
    /// When something cannot be read or written; what was done until then stays done, and another update completes it.
    pub fn update(
        &self,
        root: &Path,
        exercises: &[Exercise],
    ) -> Result<Vec<Change>, WorkbookError> {
        let mut changes = Vec::new();
        let progress = self.progress()?;
        let mut records = BTreeMap::new();
        {
            let _exclusive = Exclusive::new(self.folder())?;
            let known = progress.exercises.get(SHARED);
            let mut written = known
                .map(|record| record.written.clone())
                .unwrap_or_default();
            for (name, text) in template::shared(root)? {
                // Cargo changes it by itself; what is there is good enough.
                if name == "Cargo.lock" && self.folder().join(name).exists() {
                    continue;
                }
                let change = bring(self.folder(), Path::new(name), &text, written.get(name))?;
                written.insert(name.to_owned(), fingerprint(text.as_bytes()));
                changes.extend(change);
            }
            records.insert(SHARED, written);
            for exercise in exercises {
                changes.extend(self.rename(exercise)?);
                let template = Template::read(root, exercise)?;
                let known = progress.record(exercise);
                let mut written = known
                    .map(|record| record.written.clone())
                    .unwrap_or_default();
                for (name, text) in &template.files {
                    let path = Path::new("exercises").join(&exercise.name).join(name);
                    let change = bring(self.folder(), &path, text, written.get(*name))?;
                    written.insert((*name).to_owned(), fingerprint(text.as_bytes()));
                    changes.extend(change);
                }
                records.insert(&exercise.name, written);
            }
        }
        // Afterwards: what is written and not remembered is still known by being the course's present text.
        self.change(|progress| {
            for exercise in exercises {
                progress.record_mut(exercise);
            }
            for (name, written) in records {
                let record = progress.exercises.entry(name.to_owned()).or_default();
                record.written = written;
            }
        })?;
        Ok(changes)
    }

    fn rename(&self, exercise: &Exercise) -> Result<Option<Change>, WorkbookError> {
        let now = self.folder().join("exercises").join(&exercise.name);
        let before = self.package(exercise);
        if before == now || !before.exists() {
            return Ok(None);
        }
        fs::rename(&before, &now).map_err(file_error("rename", &before))?;
        let below = |path: &Path| {
            path.strip_prefix(self.folder())
                .unwrap_or(path)
                .to_path_buf()
        };
        Ok(Some(Change {
            path: below(&now),
            kind: ChangeKind::Renamed(below(&before)),
        }))
    }
}

/// Brings one file up to date, or puts the new text beside it.
fn bring(
    folder: &Path,
    path: &Path,
    text: &str,
    written: Option<&String>,
) -> Result<Option<Change>, WorkbookError> {
    let place = folder.join(path);
    let changed = |kind| {
        Some(Change {
            path: path.to_path_buf(),
            kind,
        })
    };
    let present = match fs::read(&place) {
        Ok(present) => present,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let created = storage::create(&place, text.as_bytes())?;
            return Ok(created.then(|| changed(ChangeKind::Added)).flatten());
        }
        Err(error) => return Err(file_error("read", &place)(error)),
    };
    if present == text.as_bytes() {
        return Ok(None);
    }
    if written == Some(&fingerprint(&present)) {
        storage::replace(&place, text.as_bytes())?;
        return Ok(changed(ChangeKind::Replaced));
    }
    // The learner knows this text already, or had it when they began.
    if written == Some(&fingerprint(text.as_bytes())) {
        return Ok(None);
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".latest");
    let latest = PathBuf::from(name);
    storage::replace(&folder.join(&latest), text.as_bytes())?;
    Ok(changed(ChangeKind::Differs(latest)))
}
