//! What can go wrong on our side; what the program does wrong is an `Ending`, never an error.

use std::io;
use std::path::PathBuf;

/// Why a job could not be run at all.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A path of the policy cannot be opened.
    #[error("cannot open {path} for the sandbox: {source}; check that it exists and is readable", path = path.display())]
    Path {
        /// The path.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// The sandbox could not be set up in the chosen tier.
    #[error(
        "cannot set up the sandbox ({what}): {source}; `cargo course doctor` says which tiers work here"
    )]
    Setup {
        /// The step that failed.
        what: &'static str,
        /// The system's answer.
        source: io::Error,
    },
    /// The program was to have what [`Tier::Full`](crate::Tier::Full) alone can give.
    #[error(
        "this program needs {what} of its own, and only the full sandbox has that; `cargo course doctor` says why it does not work here"
    )]
    OnlyFull {
        /// `a network`, `a folder`, `processes`.
        what: &'static str,
    },
    /// The program could not be started.
    #[error("cannot start {program}: {source}; check that it exists and may be executed", program = program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
}
