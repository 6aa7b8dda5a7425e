//! Judges an answer to an exercise: candidate and hidden checks in, verdict out.
//!
//! [`grade`] compiles the answer, unedited, with the real compiler and the real crates; looks at what the task says about
//! its source; builds it together with the hidden checks against the facades; runs each check under many schedules in a
//! child process; and adds up the points. [`Document`] is what other programs read, [`format`](mod@format) turns it into text.
//!
//! It deliberately has no command line, draws nothing, and never changes the answer's file. All processes start in
//! one module, inside the sandbox of `runner`.
//!
//! # Example
//!
//! ```no_run
//! use std::path::Path;
//! use std::sync::atomic::AtomicBool;
//!
//! let root = catalog::find_root()?;
//! let exercise = catalog::Exercise::find(&root, "bounded-queue")?;
//! let options = grader::Options {
//!     root: &root,
//!     schedules: None,
//!     seed: 1,
//!     replay: None,
//!     tier: grader::tier()?,
//!     cancel: &AtomicBool::new(false),
//!     progress: &|_| (),
//! };
//! let verdict = grader::grade(&exercise, Path::new("answer.rs"), &options)?;
//! let document = grader::Document::new(vec![verdict]);
//! println!("{}", grader::format::human(&document, grader::format::Paint::Plain));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

mod compile;
mod document;
mod error;
pub mod format;
mod grade;
mod harness;
mod launch;
mod programs;
mod source;
mod toolkit;
mod verdict;
mod workplace;

pub use document::{
    CheckResult, Conclusion, Detail, Diagnostic, Document, Elapsed, TraceStep, Verdict,
};
pub use error::GradeError;
pub use grade::{Options, grade, grade_repeatedly};
pub use runner::Tier;
pub use toolkit::{Crates, Set, Toolkit};

/// The strongest sandbox of this machine.
///
/// # Errors
/// [`GradeError::NoSandbox`] when there is none; [`Tier::Unsandboxed`] is for people who say so.
pub fn tier() -> Result<Tier, GradeError> {
    let probe = runner::probe();
    probe.tier.ok_or(GradeError::NoSandbox {
        reason: probe.reason,
    })
}
