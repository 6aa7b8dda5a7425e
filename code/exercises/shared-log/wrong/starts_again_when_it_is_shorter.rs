//! caught by: a_cursor_skips_what_was_drained, a_cursor_keeps_its_place_beside_drains: takes a log that got shorter for a drained one, but it may have grown again
use std::cell::Cell;
use std::sync::Mutex;

#[derive(Default)]
pub struct SharedLog {
    lines: Mutex<Vec<String>>,
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
        std::mem::take(&mut *self.lines.lock().unwrap())
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
        let mut from = self.seen.get();
        if from > lines.len() {
            // Somebody has drained the log.
            from = 0;
        }
        self.seen.set(lines.len());
        lines[from..].to_vec()
    }
}
