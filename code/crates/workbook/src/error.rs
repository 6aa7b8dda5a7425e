//! What can be wrong with a workbook, in sentences.

use std::io;
use std::path::PathBuf;

/// Why a workbook could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// There is no workbook.
    #[error("there is no workbook in {}; write one with `cargo course init`", folder.display())]
    Missing {
        /// Where it was expected.
        folder: PathBuf,
    },
    /// The place for a new workbook holds something else.
    #[error("{} holds something that is no workbook; empty it, or name another folder", folder.display())]
    Occupied {
        /// The folder or file.
        folder: PathBuf,
    },
    /// A file could not be read or written.
    #[error("cannot {action} {}: {source}; check that it exists and that you may do so", path.display())]
    File {
        /// `read`, `write`, `create`, …
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file with the progress is not what the course wrote.
    #[error("{} is broken: {problem}; correct it, or move it away and run `cargo course init`", path.display())]
    Progress {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// A manifest of the course cannot be used.
    #[error("{} is broken: {problem}; restore it from the repository", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
}
