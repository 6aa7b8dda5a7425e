//! The folder in which a program is built and explored.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use crate::{ExploreError, ExploreOptions, Keep};

/// Files of which something is kept; each takes some five megabytes.
const MOST_KEPT: usize = 16;

/// What the compiler keeps of a build for the next one.
pub(crate) const INCREMENTAL: &str = "incremental";

/// A folder of this process alone; what is not kept is removed when it is dropped.
#[derive(Debug)]
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
    /// Locked while somebody builds in the folder; only for one that is kept.
    lock: Option<File>,
}

impl Folder {
    /// The folder for a file: the one of its last build, if that is kept and nobody else uses it, or else a new one.
    pub(crate) fn of(options: &ExploreOptions) -> Result<Self, ExploreError> {
        let runs = options.target.join("runs");
        let kept = match options.keep {
            Keep::Incremental => Self::kept(&options.target.join("kept"), &options.file),
            Keep::Nothing => None,
        };
        match kept {
            Some(folder) => Ok(folder),
            None => Self::fresh(&runs),
        }
    }

    /// Whether the compiler may keep something here.
    pub(crate) fn is_kept(&self) -> bool {
        self.lock.is_some()
    }

    fn fresh(runs: &Path) -> Result<Self, ExploreError> {
        // ORDERING: Relaxed, because the numbers only have to differ.
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = runs.join(format!("{}-{number}", std::process::id()));
        sweep(runs);
        fs::create_dir_all(&path)
            .and_then(|()| path.canonicalize())
            .map(|path| Self { path, lock: None })
            .map_err(|source| ExploreError::Unwritable { path, source })
    }

    /// Anything that goes wrong here only costs time later.
    fn kept(parent: &Path, file: &Path) -> Option<Self> {
        let mut hasher = DefaultHasher::new();
        file.canonicalize().ok()?.hash(&mut hasher);
        let name = format!("{:016x}", hasher.finish());
        let path = parent.join(&name);
        fs::create_dir_all(&path).ok()?;
        let lock = File::create(parent.join(format!("{name}.lock"))).ok()?;
        lock.try_lock().ok()?;
        let folder = Self {
            path: path.canonicalize().ok()?,
            lock: Some(lock),
        };
        clear(&folder.path);
        evict(parent, &name);
        Some(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.is_kept() {
            clear(&self.path);
        } else {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Removes all but what is kept.
fn clear(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_name() == INCREMENTAL {
            continue;
        }
        // A symbolic link to a folder is removed as a file.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let _ = fs::remove_dir_all(path);
        } else {
            let _ = fs::remove_file(path);
        }
    }
}

/// Removes the folders of processes that were killed.
fn sweep(runs: &Path) {
    let processes = Path::new("/proc");
    if !processes.join("self").exists() {
        return;
    }
    for entry in fs::read_dir(runs).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let process = name.to_string_lossy();
        let process = process.split('-').next().unwrap_or_default();
        let is_number = process.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && !process.is_empty() && !processes.join(process).exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Removes what was used longest ago, as long as there is too much, and what killed processes left; nothing that is in use.
fn evict(parent: &Path, current: &str) {
    let used = |path: &Path| -> SystemTime {
        fs::metadata(path.with_extension("lock"))
            .and_then(|metadata| metadata.modified())
            .unwrap_or(SystemTime::UNIX_EPOCH)
    };
    let mut folders: Vec<PathBuf> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() && !path.ends_with(current))
        .collect();
    folders.sort_by_key(|path| used(path));
    let surplus = (folders.len() + 1).saturating_sub(MOST_KEPT);
    for (index, path) in folders.into_iter().enumerate() {
        let lock = path.with_extension("lock");
        let held = match File::open(&lock) {
            Ok(file) if file.try_lock().is_err() => continue,
            held => held,
        };
        if index < surplus {
            let _ = fs::remove_dir_all(&path);
            let _ = fs::remove_file(&lock);
        } else {
            clear(&path);
        }
        drop(held);
    }
}
