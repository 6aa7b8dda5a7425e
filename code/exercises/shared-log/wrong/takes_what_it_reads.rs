//! caught by: a_cursor_sees_each_line_once: the cursor drains the log, and nobody else sees the lines
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
        self.lines.lock().unwrap().drain(..).collect()
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
        let lines = self.log.drain();
        self.seen.set(self.seen.get() + lines.len());
        lines
    }
}
