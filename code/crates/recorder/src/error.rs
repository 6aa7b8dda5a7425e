//! Why something could not be recorded, in sentences.

use std::io;
use std::path::PathBuf;

/// Why recording stopped; what differs is a [`Difference`](crate::Difference) instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// A file could not be read or written.
    #[error("cannot {action} {}: {source}; correct its permissions or remove what is in the way", path.display())]
    File {
        /// `read` or `write`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file that a person writes has a fault.
    #[error("{}: {problem}", path.display())]
    Source {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        problem: String,
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
    /// A tool is too old, or does not answer as expected.
    #[error("{program}: {problem}")]
    Tool {
        /// The tool.
        program: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A program neither ended nor slept for ever.
    #[error(
        "{program} is still busy after {seconds} seconds; let it end, or let every thread of it sleep and say `hangs`"
    )]
    TooSlow {
        /// The program.
        program: String,
        /// How long it was given.
        seconds: u64,
    },
    /// A program printed without end.
    #[error("{program} prints more than {most} bytes; a page shows a few lines")]
    TooMuchOutput {
        /// The program.
        program: String,
        /// The limit.
        most: usize,
    },
    /// Something that the program started keeps its output open.
    #[error(
        "{program} has left a process of another group behind that keeps its output open; let it wait for its children"
    )]
    PipeHeld {
        /// The program.
        program: String,
    },
    /// Cargo could not build the listings.
    #[error("the listings do not build; put this right first:\n{messages}")]
    Build {
        /// What Cargo and rustc said.
        messages: String,
    },
    /// The schedule explorer could not work.
    #[error("the schedule explorer cannot work: {message}")]
    Explorer {
        /// What it said, with what to do.
        message: String,
    },
    /// Cargo built no executable for a listing.
    #[error("{} is not built by `cargo build --examples`; its folder needs a Cargo.toml that is a default member", path.display())]
    NotBuilt {
        /// The source.
        path: PathBuf,
    },
    /// The names given select nothing.
    #[error("no program or chapter is called `{name}`{}; `cargo course run --list` shows the listings", suggest(nearest.as_deref()))]
    UnknownName {
        /// The name.
        name: String,
        /// The most similar name there is.
        nearest: Option<String>,
    },
    /// Recording some files with another tool version than the rest.
    #[error(
        "everything else is recorded with {recorded} and this is {present}; run `cargo course record` without names to record everything with it"
    )]
    MixedVersions {
        /// What `code/recorded/` says.
        recorded: String,
        /// What is installed.
        present: String,
    },
}

impl RecordError {
    /// The same message once more: an `io::Error` cannot be cloned.
    pub(crate) fn again(&self) -> Self {
        match self {
            RecordError::Start {
                program,
                source,
                advice,
            } => RecordError::Start {
                program: program.clone(),
                source: io::Error::new(source.kind(), source.to_string()),
                advice: advice.clone(),
            },
            RecordError::Tool { program, problem } => RecordError::Tool {
                program: program.clone(),
                problem: problem.clone(),
            },
            RecordError::Explorer { message } => RecordError::Explorer {
                message: message.clone(),
            },
            other => RecordError::Tool {
                program: "a tool".to_owned(),
                problem: other.to_string(),
            },
        }
    }
}

fn suggest(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!(" (did you mean `{name}`?)"))
}
