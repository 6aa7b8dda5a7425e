//! A log behind one lock, and cursors that count lines from the beginning of time.
//!
//! A line's number never changes, however much has been drained before it. So a cursor that remembers a number cannot be
//! led astray by a `drain`, and the log need not know its cursors. The number of drained lines changes together with the
//! lines, so both are behind the one lock.

use std::cell::Cell;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A log that only grows at its end, shared by reference between threads.
#[derive(Debug, Default)]
pub struct SharedLog {
    lines: Mutex<Lines>,
}

#[derive(Debug, Default)]
struct Lines {
    /// How many lines were drained before the first one in `present`: its number.
    drained: usize,
    present: Vec<String>,
}

impl SharedLog {
    /// An empty log.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a line at the end.
    ///
    /// The line is converted before the log is locked, so `into` may panic or use the log itself.
    pub fn push(&self, line: impl Into<String>) {
        let line = line.into();
        self.lock().present.push(line);
    }

    /// Takes all lines out, at one moment, in the order in which they were pushed.
    pub fn drain(&self) -> Vec<String> {
        let mut lines = self.lock();
        lines.drained += lines.present.len();
        mem::take(&mut lines.present)
    }

    /// No code of a caller runs under the lock, and nothing between two changes can panic: a poisoned log is whole.
    fn lock(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A reader with a place in a log.
///
/// It may go to another thread, because the log is `Sync`; the `Cell` keeps two threads from sharing it.
#[derive(Debug)]
pub struct Cursor<'a> {
    log: &'a SharedLog,
    /// The number of the first line that was not seen yet.
    seen: Cell<usize>,
}

impl<'a> Cursor<'a> {
    /// A cursor at the beginning: it will see what is in the log already.
    pub fn new(log: &'a SharedLog) -> Self {
        Self {
            log,
            seen: Cell::new(0),
        }
    }

    /// The lines that this cursor has not seen yet, in the order of the log. They stay in the log.
    ///
    /// Lines that were drained before the cursor looked are skipped.
    pub fn new_lines(&self) -> Vec<String> {
        let lines = self.log.lock();
        let place = self.seen.get().saturating_sub(lines.drained);
        self.seen.set(lines.drained + lines.present.len());
        lines.present[place..].to_vec()
    }
}
