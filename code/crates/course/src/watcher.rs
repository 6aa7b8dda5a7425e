//! Notices that files have changed, by looking.
//!
//! Looking works on every file system, also on those shared with containers and virtual machines, where notifications
//! of the system do not arrive.

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, Metadata};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// The time between two looks at a course of ordinary size.
const PERIOD: Duration = Duration::from_millis(150);

/// A look that takes long makes the next one wait, so that watching never costs more than this part of a processor.
const SHARE: u32 = 20;

/// Files and folders and how they looked last.
pub(crate) struct Watcher {
    roots: Vec<PathBuf>,
    last: u64,
}

impl Watcher {
    /// Watches these files and folders, which need not exist; what changes from now on counts.
    pub(crate) fn new(roots: Vec<PathBuf>) -> Self {
        let last = look(&roots);
        Self { roots, last }
    }

    /// Waits until something differs from how it looked last.
    pub(crate) fn wait(&mut self) {
        let mut pause = PERIOD;
        loop {
            thread::sleep(pause);
            let begin = Instant::now();
            let now = look(&self.roots);
            pause = PERIOD.max(begin.elapsed() * SHARE);
            if now != self.last {
                self.last = now;
                return;
            }
        }
    }
}

fn look(roots: &[PathBuf]) -> u64 {
    roots
        .iter()
        .filter_map(|root| Some((root, fs::metadata(root).ok()?)))
        .map(|(root, metadata)| view(root, &metadata))
        .fold(0, u64::wrapping_add)
}

/// What changes when a file at or below `path` is written, moved or removed; what cannot be read counts as absent.
fn view(path: &Path, metadata: &Metadata) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    if !metadata.is_dir() {
        metadata.len().hash(&mut hasher);
        metadata.modified().ok().hash(&mut hasher);
        return hasher.finish();
    }
    // A sum, because a folder may list its files in another order each time.
    fs::read_dir(path)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| !is_noise(&entry.file_name().to_string_lossy()))
        .filter_map(|entry| Some(view(&entry.path(), &entry.metadata().ok()?)))
        .fold(hasher.finish(), u64::wrapping_add)
}

/// What editors and Cargo leave beside sources.
fn is_noise(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || name == "target"
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::SystemTime;

    use super::look;

    #[test]
    fn a_change_shows_and_noise_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let roots = [folder.path().to_path_buf()];
        let mut seen = vec![look(&roots)];

        fs::write(folder.path().join(".page.md.swp"), "x").unwrap();
        assert_eq!(look(&roots), seen[0]);

        fs::create_dir(folder.path().join("threads")).unwrap();
        seen.push(look(&roots));
        let page = folder.path().join("threads/page.md");
        fs::write(&page, "one").unwrap();
        seen.push(look(&roots));
        // As if "two" had been written much earlier: the length is the same.
        let file = fs::File::options().write(true).open(&page).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        seen.push(look(&roots));
        fs::rename(&page, folder.path().join("threads/moved.md")).unwrap();
        seen.push(look(&roots));
        fs::remove_dir_all(folder.path().join("threads")).unwrap();
        let end = look(&roots);

        let mut distinct = seen.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), seen.len());
        assert_eq!(end, seen[0]);
    }
}
