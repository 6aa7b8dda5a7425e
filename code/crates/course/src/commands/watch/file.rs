//! Notices that a file has another text.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file and the text it had.
pub(super) struct Watched {
    path: PathBuf,
    stamp: Option<(SystemTime, u64)>,
    text: Option<Vec<u8>>,
}

impl Watched {
    /// What changes from now on counts.
    pub(super) fn new(path: PathBuf) -> Self {
        let stamp = stamp(&path);
        let text = fs::read(&path).ok();
        Self { path, stamp, text }
    }

    /// Whether the text is another since the last time this was asked.
    ///
    /// A file that is missing has not changed: editors take it away for a moment while they save.
    pub(super) fn has_changed(&mut self) -> bool {
        let now = stamp(&self.path);
        if now.is_none() || now == self.stamp {
            return false;
        }
        let Ok(text) = fs::read(&self.path) else {
            return false;
        };
        self.stamp = now;
        let text = Some(text);
        let changed = text != self.text;
        self.text = text;
        changed
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The text as it was read last.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(self.text.as_deref().unwrap_or_default()).into_owned()
    }
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_text_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lib.rs");
        fs::write(&path, "one").unwrap();
        let mut watched = Watched::new(path.clone());
        assert!(!watched.has_changed());
        let touch = |seconds| {
            let file = fs::File::options().write(true).open(&path).unwrap();
            let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            file.set_modified(time).unwrap();
        };
        touch(1);
        assert!(!watched.has_changed(), "the same text");
        fs::remove_file(&path).unwrap();
        assert!(!watched.has_changed(), "being saved");
        fs::write(&path, "two").unwrap();
        touch(2);
        assert!(watched.has_changed());
        assert_eq!(watched.text(), "two");
    }
}
