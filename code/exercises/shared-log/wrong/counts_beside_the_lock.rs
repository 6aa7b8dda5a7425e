//! caught by: a_cursor_keeps_its_place_beside_drains: the number of drained lines is an atomic, and for a moment it does not fit the lines
use std::cell::Cell;
use std::mem;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Default)]
pub struct SharedLog {
    lines: Mutex<Vec<String>>,
    drained: AtomicUsize,
}

impl SharedLog {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&self, line: impl Into<String>) {
        let line = line.into();
        self.lines.lock().unwrap().push(line);
    }

    pub fn drain(&self) -> Vec<String> {
        let lines = mem::take(&mut *self.lines.lock().unwrap());
        self.drained.fetch_add(lines.len(), Ordering::SeqCst);
        lines
    }
}

pub struct Cursor<'a> {
    log: &'a SharedLog,
    seen: Cell<usize>,
}

impl<'a> Cursor<'a> {
    pub fn new(log: &'a SharedLog) -> Self {
        Self {
            log,
            seen: Cell::new(0),
        }
    }

    pub fn new_lines(&self) -> Vec<String> {
        let lines = self.log.lines.lock().unwrap();
        let drained = self.log.drained.load(Ordering::SeqCst);
        let from = self.seen.get().saturating_sub(drained);
        self.seen.set(drained + lines.len());
        lines.iter().skip(from).cloned().collect()
    }
}
