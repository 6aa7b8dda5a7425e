//! Runs what the course shows and compares it with what is recorded, or records it anew.
//!
//! It starts programs and compilers and opens no socket.

mod error;

use std::path::PathBuf;

use catalog::Course;

pub use error::RecordError;

/// What to do with what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Compare only.
    Check,
    /// Write every recorded file that differs.
    Write,
}

/// Which part of the course to record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Filter {
    /// Everything, with the generated pages and the recorded versions.
    #[default]
    All,
    /// Programs with one of these names, of the form `name`, `topic/name` or `topic`.
    Names(Vec<String>),
}

/// Something recorded that is not what the course does now.
///
/// With [`Mode::Write`] the file has been rewritten, unless `needs_author` says that only a person can put it right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The recorded file, or the source when no recording can help, relative to the root of the course.
    pub file: PathBuf,
    /// What differs, in one sentence.
    pub summary: String,
    /// The difference as lines that begin with `-` (recorded) and `+` (now); empty when there is nothing to show.
    pub diff: String,
    /// No recording puts it right: for instance a refused program that compiles.
    pub needs_author: bool,
}

/// What the recorder is doing, for a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress<'a> {
    /// Cargo builds the listings; this can take a minute the first time.
    Building,
    /// Recording has begun for so many items.
    Started {
        /// How many items there are.
        total: usize,
    },
    /// One item is done.
    Finished {
        /// Its name, of the form `threads/two_threads`.
        name: &'a str,
    },
}

/// Runs everything that `filter` selects and compares it with what is recorded, or rewrites that.
///
/// # Errors
/// When the course cannot be built, a program cannot be started, does not end within a minute, or a file cannot be
/// read or written; a filter that selects nothing. A difference is not an error.
pub fn record(
    course: &Course,
    mode: Mode,
    filter: &Filter,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Vec<Difference>, RecordError> {
    let _ = (course, mode, filter);
    progress(Progress::Building);
    todo!("follows within the hour")
}
