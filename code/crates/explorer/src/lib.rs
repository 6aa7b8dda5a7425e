//! Explores any Rust file with a `main`: builds it plainly for genuine errors, builds it again against the facades, runs every schedule that fits.
//!
//! It starts `cargo` (once, for the facades), `rustc` and the explored program. It deliberately has no sandbox of its own:
//! a [`Launcher`] may wrap each command.
//!
//! ```no_run
//! let options = explorer::ExploreOptions::new("philosophers.rs");
//! let report = explorer::explore_file(&options)?;
//! print!("{}", explorer::human(&report, explorer::Color::Never));
//! std::process::exit(i32::from(report.exit_code()));
//! # Ok::<(), explorer::ExploreError>(())
//! ```

mod build;
mod escapes;
mod facades;
mod folder;
mod format;
mod launch;
mod report;
mod timeline;

use std::path::PathBuf;

use interleave::Config;

pub use build::{Candidate, Program};
pub use facades::{Facades, facades, facades_telling};
pub use format::{
    Color, board_json, board_text, graph_json, graph_text, human, json, lanes, timeline_json,
    timeline_text,
};
pub use interleave::{Leftovers, Outcome, Report, Search, Step, Trace};
pub use launch::{Direct, Launcher, Purpose};
pub use report::{Diagnostic, ExploreReport};
pub use timeline::{Activity, Interval, Lane, Moment, Timeline, timeline};

/// What to explore, and how.
#[derive(Clone, Debug)]
pub struct ExploreOptions {
    /// The file with a `main`.
    pub file: PathBuf,
    /// The engine's settings; `source_roots` is set by [`explore_file`].
    pub config: Config,
    /// Where facades and temporary builds are kept: a folder of its own under `target`.
    pub target: PathBuf,
    /// The folder that holds the facade crates.
    pub crates: PathBuf,
    /// What is kept for the next exploration of the same file.
    pub keep: Keep,
}

/// What is kept of a build for the next one of the same file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Nothing: the next one begins anew.
    Nothing,
    /// What the compiler can use again, for a person who changes a file and explores it again and again. Without a
    /// sandbox the explored program could write there too, so it is for programs of one's own.
    Incremental,
}

impl ExploreOptions {
    /// The usual settings for a file.
    pub fn new(file: impl Into<PathBuf>) -> Self {
        Self {
            file: file.into(),
            config: Config::default(),
            target: facades::default_target(),
            crates: facades::default_crates(),
            keep: Keep::Nothing,
        }
    }
}

/// What kept an exploration from happening, and is nobody's program's fault.
#[derive(Debug, thiserror::Error)]
pub enum ExploreError {
    /// The file cannot be read.
    #[error("cannot read {}: {source}; give the path of a Rust file", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A temporary file or folder cannot be written.
    #[error("cannot write {}: {source}; free some space or check its permissions", path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A tool cannot be started.
    #[error("cannot start {tool}: {source}; install Rust with rustup and a C linker")]
    NoTool {
        /// The tool.
        tool: String,
        /// Why.
        source: std::io::Error,
    },
    /// The facades do not build.
    #[error("the facades in {} do not build; run the command again after `cargo clean`:\n{message}", crates.display())]
    NoFacades {
        /// Where they are.
        crates: PathBuf,
        /// What cargo said.
        message: String,
    },
    /// The explored program wrote no report.
    #[error("the exploration of {} ended without a report: {message}", file.display())]
    NoReport {
        /// The file.
        file: PathBuf,
        /// What is known.
        message: String,
    },
}

/// Explores a file with a `main`.
///
/// # Errors
/// Only for what is not the program's fault; a program that does not compile, or fails, is a report.
pub fn explore_file(options: &ExploreOptions) -> Result<ExploreReport, ExploreError> {
    explore_file_with(options, &Direct)
}

/// As [`explore_file`], starting each command through a launcher.
///
/// # Errors
/// As [`explore_file`].
pub fn explore_file_with(
    options: &ExploreOptions,
    launcher: &dyn Launcher,
) -> Result<ExploreReport, ExploreError> {
    let facades = facades(&options.target, &options.crates)?;
    match build::program(options, &facades, launcher)? {
        Ok(program) => build::run(&program, options, launcher),
        Err(report) => Ok(*report),
    }
}

/// Explores a file with a `main` once for each list of command-line arguments; it is built once.
///
/// # Errors
/// As [`explore_file`].
pub fn explore_with_arguments(
    options: &ExploreOptions,
    arguments: &[Vec<String>],
) -> Result<Vec<ExploreReport>, ExploreError> {
    let facades = facades(&options.target, &options.crates)?;
    let program = match build::program(options, &facades, &Direct)? {
        Ok(program) => program,
        Err(report) => return Ok(vec![*report; arguments.len()]),
    };
    let explore = |arguments: &Vec<String>| build::run(&program, options, &launch::With(arguments));
    arguments.iter().map(explore).collect()
}
