//! The folder in which one listing is compiled, by one compiler at a time.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::PlaygroundError;

/// The name of the file whose lock is the right to work in a place.
pub(super) const LOCK: &str = "lock";

/// The part that compilers write to.
pub(super) const BUILD: &str = "build";

/// How often to look whether the place is free.
const LOOK: Duration = Duration::from_millis(2);

/// The right to compile in a folder; others, also in other processes, wait until it is dropped.
///
/// The text lies in `source`, which the compiler reads; everything it writes is in `build`, where we write nothing.
#[derive(Debug)]
pub(super) struct Place {
    folder: PathBuf,
    _lock: File,
}

impl Place {
    /// Waits for the place `key` below `listings`.
    pub(super) fn take(
        listings: &Path,
        key: &str,
        cancel: &AtomicBool,
    ) -> Result<Self, PlaygroundError> {
        let folder = listings.join(key);
        loop {
            if let Some(place) = Self::try_take(&folder)? {
                return Ok(place);
            }
            if cancel.load(Ordering::Relaxed) {
                return Err(PlaygroundError::Cancelled);
            }
            thread::sleep(LOOK);
        }
    }

    /// The place, unless somebody works in it.
    pub(super) fn try_take(folder: &Path) -> Result<Option<Self>, PlaygroundError> {
        fs::create_dir_all(folder).map_err(PlaygroundError::file("create", folder))?;
        let path = folder.join(LOCK);
        let lock = File::create(&path).map_err(PlaygroundError::file("create", &path))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self {
                folder: folder.to_path_buf(),
                _lock: lock,
            })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(PlaygroundError::file("lock", path)(error)),
        }
    }

    /// Puts the text in place and takes away what a compiler that was ended may have left.
    pub(super) fn prepare(&self, file: &str, text: &str) -> Result<(), PlaygroundError> {
        let path = self.source().join(file);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(PlaygroundError::file("create", folder))?;
        }
        fs::write(&path, text).map_err(PlaygroundError::file("write", &path))?;
        // What lies in `build` was written by a compiler that may have been led astray, so links are not followed there.
        let kept = fs::symlink_metadata(self.incremental());
        let is_ours = kept.is_ok_and(|kept| kept.is_dir()) || is_gone(&self.incremental());
        let is_clean = is_gone(&self.product()) && is_gone(&self.temporary());
        if !(is_ours && is_clean) {
            fs::remove_dir_all(self.build())
                .map_err(PlaygroundError::file("remove", self.build()))?;
        }
        let temporary = self.temporary();
        fs::create_dir_all(&temporary).map_err(PlaygroundError::file("create", &temporary))
    }

    /// Takes away what compilers wrote.
    pub(super) fn clear(&self) {
        let _ = fs::remove_dir_all(self.build());
    }

    pub(super) fn source(&self) -> PathBuf {
        self.folder.join("source")
    }

    pub(super) fn build(&self) -> PathBuf {
        self.folder.join(BUILD)
    }

    pub(super) fn product(&self) -> PathBuf {
        self.build().join("program")
    }

    pub(super) fn temporary(&self) -> PathBuf {
        self.build().join("temporary")
    }

    pub(super) fn incremental(&self) -> PathBuf {
        self.build().join("incremental")
    }
}

/// Removes a file or a folder, and says whether nothing is left of it.
fn is_gone(path: &Path) -> bool {
    let removed = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Ok(()) => true,
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}
