//! The document that an exploration of a file ends in.

use interleave::Report;
use serde::{Deserialize, Serialize};

/// One message of the compiler.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The line it is about.
    pub line: Option<u32>,
    /// Its code, such as `E0382`.
    pub code: Option<String>,
    /// Its first line.
    pub message: String,
    /// All of it, as rustc prints it.
    pub rendered: String,
}

/// A report with the messages of the compiler.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExploreReport {
    /// The exploration.
    #[serde(flatten)]
    pub report: Report,
    /// What the compiler said, when the program did not compile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
}

impl ExploreReport {
    /// 0: no failure found; 1: a failing schedule; 2: could not be built or explored.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        self.report.exit_code()
    }
}
