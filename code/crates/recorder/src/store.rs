//! Reads and writes recorded files.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::{Difference, Mode, RecordError, diff::diff};

/// The text of a file below `root`; `None` when it does not exist.
pub(crate) fn read(root: &Path, file: &Path) -> Result<Option<String>, RecordError> {
    match fs::read_to_string(root.join(file)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(RecordError::File {
            action: "read",
            path: file.to_path_buf(),
            source,
        }),
    }
}

/// Writes a file below `root` in one step: nobody sees half of it.
pub(crate) fn write(root: &Path, file: &Path, text: &str) -> Result<(), RecordError> {
    let path = root.join(file);
    let folder = path.parent().unwrap_or(root);
    let replace = || {
        fs::create_dir_all(folder)?;
        let mut temporary = tempfile::Builder::new()
            .prefix(".recording")
            .tempfile_in(folder)?;
        temporary.write_all(text.as_bytes())?;
        // Temporary files are private; recorded ones are for everybody.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            temporary
                .as_file()
                .set_permissions(fs::Permissions::from_mode(0o644))?;
        }
        temporary.persist(&path).map_err(|error| error.error)?;
        Ok(())
    };
    replace().map_err(|source| RecordError::File {
        action: "write",
        path: file.to_path_buf(),
        source,
    })
}

/// Holds a whole generated file against what it should be, and writes it when asked to.
pub(crate) fn settle(
    root: &Path,
    file: &Path,
    now: &str,
    summary: &str,
    mode: Mode,
) -> Result<Option<Difference>, RecordError> {
    let recorded = read(root, file)?;
    if recorded.as_deref() == Some(now) {
        return Ok(None);
    }
    if mode == Mode::Write {
        write(root, file, now)?;
    }
    Ok(Some(Difference {
        file: file.to_path_buf(),
        summary: recorded
            .as_ref()
            .map_or("is not recorded yet", |_| summary)
            .to_owned(),
        diff: diff(recorded.as_deref().unwrap_or_default(), now),
        needs_author: false,
    }))
}
