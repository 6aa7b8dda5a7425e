//! caught by: every_line_is_in_one_drain: copies under one lock and clears under the next, and what was pushed between them is gone
use std::cell::Cell;
use std::sync::Mutex;

#[derive(Default)]
pub struct SharedLog {
    lines: Mutex<Vec<String>>,
    drained: Mutex<usize>,
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
        let all = self.lines.lock().unwrap().clone();
        *self.drained.lock().unwrap() += all.len();
        self.lines.lock().unwrap().clear();
        all
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
        let drained = self.log.drained.lock().unwrap();
        let lines = self.log.lines.lock().unwrap();
        let from = self.seen.get().saturating_sub(*drained).min(lines.len());
        self.seen.set(*drained + lines.len());
        lines[from..].to_vec()
    }
}
