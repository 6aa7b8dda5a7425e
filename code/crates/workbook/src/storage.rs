//! Files that are whole at every moment.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::WorkbookError;

/// Held by whoever changes something in a workbook.
pub(crate) const LOCK: &str = ".course-lock";

/// The right to change a workbook; others wait until it is dropped or its process ends, however it ends.
pub(crate) struct Exclusive {
    _lock: File,
}

impl Exclusive {
    pub(crate) fn new(folder: &Path) -> Result<Self, WorkbookError> {
        let path = folder.join(LOCK);
        let lock = File::create(&path).map_err(file_error("create", &path))?;
        lock.lock().map_err(file_error("lock", &path))?;
        Ok(Self { _lock: lock })
    }
}

/// What identifies a text that the course wrote.
pub(crate) fn fingerprint(text: &[u8]) -> String {
    let mut name = String::new();
    for byte in Sha256::digest(text) {
        let _ = write!(name, "{byte:02x}");
    }
    name
}

/// Puts `text` in the place of `path`: at every moment the file has the old text or the new one, also after a power cut.
///
/// Only one process at a time may do so; see [`Exclusive`].
pub(crate) fn replace(path: &Path, text: &[u8]) -> Result<(), WorkbookError> {
    let new = beside(path);
    write_through(&new, text)?;
    fs::rename(&new, path).map_err(file_error("write", path))?;
    if let Some(folder) = path.parent() {
        // The name itself is only safe when the folder is; a system that cannot do this does it by itself.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// Writes a file that must not exist yet, all of it or nothing; `false` when there is one, which stays as it is.
pub(crate) fn create(path: &Path, text: &[u8]) -> Result<bool, WorkbookError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(file_error("create", folder))?;
    }
    let new = beside(path);
    fs::write(&new, text).map_err(file_error("write", &new))?;
    let linked = second_name(&new, path);
    let _ = fs::remove_file(&new);
    match linked {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(file_error("create", path)(error)),
    }
}

/// Gives the text in `path` a second name, `<path>.<number>.kept`, and returns it.
pub(crate) fn keep(path: &Path) -> Result<PathBuf, WorkbookError> {
    let mut number = 1_u64;
    loop {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{number}.kept"));
        let kept = PathBuf::from(name);
        match second_name(path, &kept) {
            Ok(()) => return Ok(kept),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(file_error("keep", path)(error)),
        }
    }
}

/// For `map_err` on operations on `path`.
pub(crate) fn file_error(
    action: &'static str,
    path: impl Into<PathBuf>,
) -> impl FnOnce(io::Error) -> WorkbookError {
    let path = path.into();
    move |source| WorkbookError::File {
        action,
        path,
        source,
    }
}

/// A hard link, because it refuses to replace anything; a copy where the file system knows no links.
fn second_name(path: &Path, name: &Path) -> io::Result<()> {
    match fs::hard_link(path, name) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied
            ) =>
        {
            let text = fs::read(path)?;
            let mut copy = File::create_new(name)?;
            copy.write_all(&text)?;
            copy.sync_all()
        }
        result => result,
    }
}

fn write_through(path: &Path, text: &[u8]) -> Result<(), WorkbookError> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(text)?;
        file.sync_all()
    };
    write().map_err(file_error("write", path))
}

/// Where the new text of a file is prepared; what an interrupted attempt left there is overwritten by the next.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.new"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("src/lib.rs");
        assert!(create(&path, b"mine").unwrap());
        assert!(!create(&path, b"theirs").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }

    #[test]
    fn kept_texts_get_numbers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lib.rs");
        for (text, name) in [("one", "lib.rs.1.kept"), ("two", "lib.rs.2.kept")] {
            replace(&path, text.as_bytes()).unwrap();
            let kept = keep(&path).unwrap();
            assert_eq!(kept, folder.path().join(name));
            replace(&path, b"stub").unwrap();
            assert_eq!(fs::read_to_string(kept).unwrap(), text);
        }
    }
}
