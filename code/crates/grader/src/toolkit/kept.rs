//! What was built, out of Cargo's reach: Cargo writes a changed crate over the old one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::time::Duration;

use super::Crates;
use super::workspace::Build;
use crate::GradeError;

/// Where the crates of one fingerprint are kept.
pub(super) struct Folder(PathBuf);

impl Folder {
    /// A new, empty folder; what earlier fingerprints have left is removed when nobody can be using it any more.
    pub(super) fn new(toolkit: &Path, fingerprint: u64) -> Result<Self, GradeError> {
        let parent = toolkit.join("kept");
        forget_old(&parent);
        // Nobody has it yet: it is named by the process until a toolkit names it.
        let folder = parent.join(format!("{fingerprint:016x}-{}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(GradeError::file("create", &folder))?;
        Ok(Self(folder))
    }

    /// The same crates in this folder, as further links to their files where the system has links.
    pub(super) fn keep(&self, name: &str, build: &Build) -> Result<Crates, GradeError> {
        let folder = self.0.join(name);
        fs::create_dir_all(&folder).map_err(GradeError::file("create", &folder))?;
        for file in &build.files {
            let place = at(&folder, file);
            if fs::hard_link(file, &place).is_err() {
                fs::copy(file, &place).map_err(GradeError::file("read", file))?;
            }
        }
        let externs = build
            .externs
            .iter()
            .map(|(name, file)| (name.clone(), at(&folder, file)))
            .collect();
        Ok(Crates {
            externs,
            dependencies: folder,
        })
    }
}

fn at(folder: &Path, file: &Path) -> PathBuf {
    folder.join(file.file_name().unwrap_or_default())
}

/// Marks what a new toolkit replaces, and removes what was marked long ago: gradings that began before go on with it.
fn forget_old(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let mark = entry.path().join("replaced");
        let age = fs::metadata(&mark)
            .and_then(|metadata| metadata.modified())
            .ok()
            .and_then(|time| time.elapsed().ok());
        match age {
            None => drop(fs::write(&mark, "")),
            Some(age) if age > LONGEST_USE => drop(fs::remove_dir_all(entry.path())),
            Some(_) => {}
        }
    }
}

/// No grading takes so long.
const LONGEST_USE: Duration = Duration::from_secs(1200);

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn what_is_built_anew_does_not_change_what_is_kept() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let built = place.path().join("libfacade.rlib");
        fs::write(&built, "the first").expect("a file");
        let build = Build {
            externs: BTreeMap::from([("std".to_owned(), built.clone())]),
            files: vec![built.clone()],
        };
        let folder = Folder::new(place.path(), 7).expect("a folder");
        let crates = folder.keep("explored", &build).expect("links");
        // As compilers do it: aside, and moved into place.
        let new = place.path().join("new");
        fs::write(&new, "the second").expect("a file");
        fs::rename(&new, &built).expect("a rename");
        let kept = fs::read_to_string(&crates.externs["std"]).expect("the kept file");
        assert_eq!(kept, "the first");
        assert_eq!(
            crates.externs["std"].parent(),
            Some(crates.dependencies.as_path())
        );
    }
}
