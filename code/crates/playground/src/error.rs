//! What can go wrong on our side; what a program does wrong is an outcome, never an error.

use std::io;
use std::path::PathBuf;

/// Why a program could not be compiled or run at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PlaygroundError {
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
    /// A manifest of the course cannot be used.
    #[error("{} is broken: {problem}; restore it from the repository", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// No Rust compiler was found.
    #[error("cannot ask rustc for its folder: {reason}; install Rust with rustup")]
    Compiler {
        /// What happened.
        reason: String,
    },
    /// The crates that the chapters use do not build.
    #[error(
        "the crates of the course do not build; run `cargo build` in the course and read:\n{messages}"
    )]
    Crates {
        /// What Cargo said.
        messages: String,
    },
    /// The sandbox could not start the compiler or the program.
    #[error(transparent)]
    Run(#[from] runner::RunError),
    /// The schedule explorer could not work.
    #[error(transparent)]
    Explore(#[from] explorer::ExploreError),
    /// The compiler left something in the place of its product that is no plain file.
    #[error("the compiler wrote no program to {}; run it again", path.display())]
    NoProgram {
        /// Where it should be.
        path: PathBuf,
    },
    /// The caller asked for the end before the program was run.
    #[error("stopped")]
    Cancelled,
}

impl PlaygroundError {
    /// For `map_err` on operations on `path`.
    pub(crate) fn file(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File {
            action,
            path,
            source,
        }
    }
}
