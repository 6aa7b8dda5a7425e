//! caught by: a_cursor_skips_what_was_drained: remembers an index, which means another line after a drain
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
        let lines = self.lines();
        self.seen.set(self.seen.get() + lines.len());
        lines
    }

    fn lines(&self) -> Vec<String> {
        let lines = self.log.lines.lock().unwrap();
        lines.iter().skip(self.seen.get()).cloned().collect()
    }
}
