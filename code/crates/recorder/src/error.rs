//! Why something could not be recorded, in sentences.

use std::io;
use std::path::PathBuf;

/// Why recording stopped; what differs is a [`Difference`](crate::Difference) instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// A file could not be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    File {
        /// `read` or `write`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A program could not be started.
    #[error("cannot start {program}: {source}; {advice}")]
    Start {
        /// The program.
        program: String,
        /// What the system said.
        source: io::Error,
        /// What to do.
        advice: String,
    },
    /// Cargo could not build the listings.
    #[error("the listings do not build; put this right first:\n{messages}")]
    Build {
        /// What Cargo and rustc said.
        messages: String,
    },
    /// The names given select nothing.
    #[error(
        "no program or chapter is called `{name}`; `cargo course run --list` shows the listings"
    )]
    UnknownName {
        /// The name.
        name: String,
    },
}
