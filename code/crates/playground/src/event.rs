//! What a run says while it goes on, and how it ended. These are the lines of `/api/run`, so their layout is a contract.

use serde::Serialize;

/// Something that happened, in the order in which it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// What is done from now on.
    Stage {
        /// Which.
        stage: Stage,
        /// More about it, in words.
        #[serde(skip_serializing_if = "Option::is_none")]
        says: Option<String>,
    },
    /// The program printed this to standard output.
    Stdout {
        /// Whole characters; what is no UTF-8 is replaced.
        text: String,
    },
    /// The program printed this to standard error.
    Stderr {
        /// As above.
        text: String,
    },
    /// The compiler said this.
    Diagnostic(Diagnostic),
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Others are running.
    Queued,
    /// The crates of the course are built, once.
    Building,
    /// The compiler is at work.
    Compiling,
    /// The program is running.
    Running,
    /// The schedule explorer is at work.
    Exploring,
    /// Checks of an exercise are running.
    Checking,
}

/// One message of the compiler about the text; lines and columns count from 1, and line 0 means no place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// `error` or `warning`.
    pub level: String,
    /// Where it begins.
    pub line: u32,
    /// The first column, in characters.
    pub column: u32,
    /// Where it ends.
    pub end_line: u32,
    /// The column after the last.
    pub end_column: u32,
    /// `E0382`, or the name of a lint.
    pub code: Option<String>,
    /// Its first line.
    pub message: String,
    /// All of it, as the compiler prints it.
    pub rendered: String,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finished {
    /// In one word.
    pub outcome: Outcome,
    /// The exit status, when it ended by itself.
    pub exit_code: Option<i32>,
    /// The signal, when one ended it.
    pub signal: Option<i32>,
    /// In one sentence.
    pub says: String,
    /// How long it took.
    pub elapsed_ms: Elapsed,
}

/// How a run ended, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It ended by itself.
    Exited,
    /// A signal ended it.
    Signalled,
    /// The compiler accepts it; it was not run.
    Compiles,
    /// The compiler refuses it.
    DidNotCompile,
    /// It used all its time.
    TimedOut,
    /// It printed more than the limit.
    TooMuchOutput,
    /// It asked for more memory than the limit.
    OutOfMemory,
    /// The reader stopped it.
    Stopped,
}

/// Milliseconds by the clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Elapsed {
    /// The compiler, with its linker.
    pub compile: u64,
    /// The program.
    pub run: u64,
}

impl Event {
    /// The beginning of a stage, with nothing more to say about it.
    #[must_use]
    pub const fn stage(stage: Stage) -> Self {
        Self::Stage { stage, says: None }
    }
}
