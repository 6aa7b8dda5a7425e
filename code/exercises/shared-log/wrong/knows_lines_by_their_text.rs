//! caught by: a_cursor_sees_each_line_once: remembers which texts it has shown, and a line that is repeated is never seen
use std::cell::RefCell;
use std::collections::HashSet;
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
    seen: RefCell<HashSet<String>>,
}

impl<'a> Cursor<'a> {
    pub fn new(log: &'a SharedLog) -> Self {
        Self {
            log,
            seen: RefCell::default(),
        }
    }

    pub fn new_lines(&self) -> Vec<String> {
        let mut seen = self.seen.borrow_mut();
        let lines = self.log.lines.lock().unwrap();
        lines
            .iter()
            .filter(|line| seen.insert(line.to_string()))
            .cloned()
            .collect()
    }
}
