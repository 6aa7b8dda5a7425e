//! What can be wrong with the folders of a course, in sentences.

use std::io;
use std::path::PathBuf;

/// Why the course could not be read, or what was not found in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// No folder from here upwards is a course.
    #[error(
        "{} is not inside the course: no folder from there upwards has book.toml and code/chapters; change into your clone first",
        from.display()
    )]
    NoCourse {
        /// Where the search began.
        from: PathBuf,
    },
    /// A file or a folder could not be read.
    #[error("cannot read {}: {source}; restore it, or correct its permissions", path.display())]
    Read {
        /// The file or folder, relative to the root of the course where possible.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `src/SUMMARY.md` is wrong.
    #[error("src/SUMMARY.md:{line}: {problem}")]
    Summary {
        /// Line in `src/SUMMARY.md`, from 1.
        line: usize,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A program's header is wrong.
    #[error("{}:{line}: {problem}", path.display())]
    Directive {
        /// The program, relative to the root of the course.
        path: PathBuf,
        /// Line in it, from 1.
        line: usize,
        /// What is wrong and what to do.
        problem: String,
    },
    /// Two programs share a name.
    #[error(
        "{} and {} have the same name; names are unique in the whole course: rename one",
        first.display(),
        second.display()
    )]
    SameName {
        /// The program that came first.
        first: PathBuf,
        /// The program that repeats its name.
        second: PathBuf,
    },
    /// No listing has this name.
    #[error("no listing is called `{name}`{}; `cargo course run --list` shows them all", suggest(nearest.as_deref()))]
    UnknownListing {
        /// What was asked for.
        name: String,
        /// The most similar name there is.
        nearest: Option<String>,
    },
    /// No exercise has this name.
    #[error("no exercise is called `{name}`{}; `cargo course list` shows them all", suggest(nearest.as_deref()))]
    UnknownExercise {
        /// What was asked for.
        name: String,
        /// The most similar name there is.
        nearest: Option<String>,
    },
    /// An `exercise.toml` breaks a rule of the format.
    #[error("{}: {problem}", path.display())]
    Exercise {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        problem: String,
    },
}

fn suggest(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!(" (did you mean `{name}`?)"))
}
