//! What can go wrong on our side; a wrong answer is a verdict, never an error.

use std::io;
use std::path::PathBuf;

/// Why no verdict could be given.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GradeError {
    /// The exercise's folder is not what it should be.
    #[error(transparent)]
    Catalog(#[from] catalog::CatalogError),
    /// A file could not be read or written.
    #[error("cannot {action} {}: {source}; check that it exists and that you may do so", path.display())]
    File {
        /// `read`, `write` or `create`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A compiler or a check could not be started.
    #[error(transparent)]
    Run(#[from] runner::RunError),
    /// This machine has no sandbox, and nobody said to go without.
    #[error(
        "there is no sandbox on this machine ({reason}); grade with `--no-sandbox` if you trust the answer"
    )]
    NoSandbox {
        /// Why there is none.
        reason: String,
    },
    /// The exercise's checks start processes, and this tier cannot see to it that none of them is left.
    #[error(
        "the checks of `{exercise}` start processes, and only the full sandbox sees to it that none of them is left; `cargo course doctor` says why it does not work here"
    )]
    OnlyFull {
        /// The exercise.
        exercise: String,
    },
    /// The crates that answers and checks are linked with do not build.
    #[error("cannot build the crates behind the checks ({what}); the compiler says:\n{messages}")]
    Toolkit {
        /// Which set of crates.
        what: String,
        /// What Cargo said.
        messages: String,
    },
    /// No Rust compiler was found.
    #[error("cannot ask rustc for its folder: {reason}; install Rust with rustup")]
    Compiler {
        /// What happened.
        reason: String,
    },
    /// The hidden checks themselves do not compile against a right answer's signatures.
    #[error("the checks of `{exercise}` do not compile: {messages}")]
    Harness {
        /// The exercise.
        exercise: String,
        /// What the compiler said.
        messages: String,
    },
    /// The token belongs to no check.
    #[error("`{token}` is no token of `{exercise}`: copy one from the field `replay` of a verdict")]
    Token {
        /// The exercise.
        exercise: String,
        /// What was given.
        token: String,
    },
    /// The caller asked for the end.
    #[error("grading was cancelled")]
    Cancelled,
}

impl GradeError {
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
