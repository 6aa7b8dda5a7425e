//! The crates that answers and checks are linked with: built once, in a target folder and workspaces of their own.
//!
//! There are two sets. In the *real* one `tokio` is tokio; in the *explored* one `std`, `tokio`, `parking_lot` and
//! `crossbeam` are the engine's facades. Both hold the harness kit. Cargo builds them, rustc is called directly after
//! that, and a fingerprint of everything they are made of says when Cargo has to look again. What was built is kept under
//! that fingerprint: a grading that has begun goes on with the same crates, whatever is changed and built beside it.

mod fingerprint;
mod kept;
mod workspace;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use catalog::Exercise;
use serde::{Deserialize, Serialize};

use crate::GradeError;

/// Compiled crates by the name under which an answer or a check uses them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crates {
    /// Name and `.rlib`.
    pub externs: BTreeMap<String, PathBuf>,
    /// Where the crates that they depend on are.
    pub dependencies: PathBuf,
}

/// Everything that is the same for all gradings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toolkit {
    /// The compiler itself, not the proxy that chooses one.
    pub rustc: PathBuf,
    /// The compiler's folder.
    pub sysroot: PathBuf,
    /// The crates as they are.
    pub real: Crates,
    /// The crates as the engine needs them.
    pub explored: Crates,
    /// Changes with everything that it is made of.
    pub fingerprint: u64,
}

/// Which of the two sets of crates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// The crates as they are.
    Real,
    /// The facades.
    Explored,
}

impl Toolkit {
    /// The toolkit below the root of the course; builds it when something it is made of has changed.
    ///
    /// `progress` hears what is being built before anything that takes longer than a look at the files. Safe to call from several
    /// processes at once: the first builds, the others wait.
    ///
    /// # Errors
    /// When there is no compiler, Cargo fails, or the folder cannot be written.
    pub fn prepare(root: &Path, progress: &dyn Fn(&str)) -> Result<Self, GradeError> {
        let folder = root.join("target/interleave/grader");
        fs::create_dir_all(&folder).map_err(GradeError::file("create", &folder))?;
        let crates = crates_of_all_exercises(root)?;
        if let Some(toolkit) = stored(&folder, fingerprint::of(root, &crates)) {
            return Ok(toolkit);
        }
        let path = folder.join("lock");
        let lock = File::create(&path).map_err(GradeError::file("create", &path))?;
        lock.lock().map_err(GradeError::file("lock", &path))?;
        let mut fingerprint = fingerprint::of(root, &crates);
        if let Some(toolkit) = stored(&folder, fingerprint) {
            return Ok(toolkit);
        }
        let sysroot = sysroot()?;
        progress("building the crates behind the checks (once)");
        let real = workspace::build(root, &folder, Set::Real, &crates)?;
        progress("building the schedule explorer (once)");
        let mut explored = workspace::build(root, &folder, Set::Explored, &crates)?;
        for _ in 0..REBUILDS {
            let now = fingerprint::of(root, &crates);
            if now == fingerprint {
                break;
            }
            // Something was saved meanwhile, and nobody knows whether Cargo saw it.
            fingerprint = now;
            explored = workspace::build(root, &folder, Set::Explored, &crates)?;
        }
        let kept = kept::Folder::new(&folder, fingerprint)?;
        let toolkit = Self {
            rustc: sysroot.join("bin/rustc"),
            sysroot,
            real: kept.keep("real", &real)?,
            explored: kept.keep("explored", &explored)?,
            fingerprint,
        };
        store(&folder, &toolkit)?;
        Ok(toolkit)
    }

    /// One of the two sets.
    pub fn set(&self, set: Set) -> &Crates {
        match set {
            Set::Real => &self.real,
            Set::Explored => &self.explored,
        }
    }
}

/// So often the facades are built anew when their sources change while they are built.
const REBUILDS: u32 = 3;

fn crates_of_all_exercises(root: &Path) -> Result<Vec<String>, GradeError> {
    let mut crates: Vec<String> = Exercise::all(root)?
        .into_iter()
        .flat_map(|exercise| exercise.manifest.crates)
        .collect();
    crates.sort();
    crates.dedup();
    Ok(crates)
}

fn stored(folder: &Path, fingerprint: u64) -> Option<Toolkit> {
    let text = fs::read_to_string(folder.join("toolkit.json")).ok()?;
    let toolkit: Toolkit = serde_json::from_str(&text).ok()?;
    let complete = toolkit.fingerprint == fingerprint
        && toolkit.rustc.is_file()
        && [&toolkit.real, &toolkit.explored]
            .iter()
            .flat_map(|set| set.externs.values())
            .all(|path| path.is_file());
    complete.then_some(toolkit)
}

fn store(folder: &Path, toolkit: &Toolkit) -> Result<(), GradeError> {
    let path = folder.join("toolkit.json");
    let new = folder.join("toolkit.json.new");
    let text = serde_json::to_string_pretty(toolkit).expect("paths are text");
    fs::write(&new, text).map_err(GradeError::file("write", &new))?;
    fs::rename(&new, &path).map_err(GradeError::file("write", &path))
}

fn sysroot() -> Result<PathBuf, GradeError> {
    let asked = Command::new("rustc").args(["--print", "sysroot"]).output();
    let failed = |reason: String| GradeError::Compiler { reason };
    let output = asked.map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(
            String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        ));
    }
    Ok(PathBuf::from(
        String::from_utf8_lossy(&output.stdout).trim(),
    ))
}
