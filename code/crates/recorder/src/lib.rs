//! Runs what the course shows and compares it with what is recorded, or records it anew.
//!
//! [`record`] does it for the whole course; [`Workshop`] does it program by program, for tests.
//! It starts programs and compilers and opens no socket. It edits recorded files only, never a source.

mod compare;
mod diff;
mod error;
mod executables;
mod explore;
mod generated;
mod item;
mod litmus;
mod machine;
mod normalize;
mod process;
mod program;
mod python;
mod rejected;
mod rustc;
mod store;
mod timeline;
mod workshop;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread;

use catalog::Course;

pub use error::RecordError;
pub use generated::coverage_page;
pub use item::{Filter, Item, Kind, items};
pub use rejected::crates_of_package;
pub use rustc::{Diagnostic, Rustc};
pub use workshop::{Scope, Verdict, Workshop};

/// What to do with what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Compare only.
    Check,
    /// Write every recorded file that differs.
    Write,
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
    let items = items(course, filter)?;
    progress(Progress::Building);
    let scope = if *filter == Filter::All {
        Scope::Course
    } else {
        Scope::Items
    };
    let workshop = Workshop::open(course, &items, scope)?;
    if mode == Mode::Write && *filter != Filter::All {
        workshop.refuse_mixed_versions(&items)?;
    }
    progress(Progress::Started { total: items.len() });
    // What the explorer writes is what a listing is then held against.
    let (schedules, others): (Vec<Item>, Vec<Item>) = items
        .into_iter()
        .partition(|item| item.kind == Kind::Schedules);
    let explored = each(&workshop, mode, &schedules, progress);
    let mut differences = each(&workshop, mode, &others, progress)?;
    differences.extend(explored?);
    if *filter == Filter::All {
        differences.extend(generated::all(course, &workshop, mode)?);
    }
    differences.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(differences)
}

/// Works on all items with one thread a processor; the first error stops it.
fn each(
    workshop: &Workshop<'_>,
    mode: Mode,
    items: &[Item],
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Vec<Difference>, RecordError> {
    let next = AtomicUsize::new(0);
    let first_error = Mutex::new(None);
    let (sender, finished) = mpsc::channel();
    let mut differences = Vec::new();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            let (next, first_error, sender) = (&next, &first_error, sender.clone());
            scope.spawn(move || {
                // ORDERING: each index is handed out once; nothing else is published through it.
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    match workshop.work(item, mode) {
                        Ok(verdict) => drop(sender.send((item, verdict))),
                        Err(error) => {
                            // ORDERING: the lock below publishes the error.
                            next.store(items.len(), Ordering::Relaxed);
                            first_error
                                .lock()
                                .unwrap_or_else(|poisoned| poisoned.into_inner())
                                .get_or_insert(error);
                        }
                    }
                }
            });
        }
        drop(sender);
        for (item, verdict) in finished {
            progress(Progress::Finished {
                name: &item.to_string(),
            });
            if let Verdict::Differs(difference) = verdict {
                differences.push(difference);
            }
        }
    });
    match first_error
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
    {
        Some(error) => Err(error),
        None => Ok(differences),
    }
}
