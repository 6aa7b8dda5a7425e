//! A log that any thread may write to, and cursors that read along.

use std::cell::Cell;

/// A log that only grows at its end, shared by reference between threads: it is `Send` and `Sync`.
#[derive(Default)]
pub struct SharedLog {
    // your fields
}

impl SharedLog {
    /// An empty log.
    pub fn new() -> Self {
        todo!("an empty log")
    }

    /// Adds a line at the end.
    ///
    /// `into` is code of the caller: it may panic, and it may use this very log.
    pub fn push(&self, line: impl Into<String>) {
        let _ = line;
        todo!("add the line")
    }

    /// Takes all lines out, at one moment, in the order in which they were pushed.
    pub fn drain(&self) -> Vec<String> {
        todo!("take all lines out")
    }
}

/// A reader with a place in a log. It may go to another thread, but two threads cannot share it: it is `Send`, not `Sync`.
pub struct Cursor<'a> {
    log: &'a SharedLog,
    seen: Cell<usize>, // or any other way to remember a place
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
        let _ = (self.log, &self.seen);
        todo!("copy the lines that came since the last call")
    }
}
