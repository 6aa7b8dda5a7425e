//! caught by: a_cursor_skips_what_was_drained, a_cursor_keeps_its_place_beside_drains: after a drain the slice begins behind the end of the vector
use std::cell::Cell;
use std::sync::RwLock;

pub struct SharedLog {
    lines: RwLock<Vec<String>>,
}

impl SharedLog {
    pub fn new() -> Self {
        Self {
            lines: RwLock::new(Vec::new()),
        }
    }

    pub fn push(&self, line: impl Into<String>) {
        let line = line.into();
        self.lines.write().unwrap().push(line);
    }

    pub fn drain(&self) -> Vec<String> {
        std::mem::take(&mut *self.lines.write().unwrap())
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
        let lines = self.log.lines.read().unwrap();
        let new = lines[self.seen.get()..].to_vec();
        self.seen.set(lines.len());
        new
    }
}
