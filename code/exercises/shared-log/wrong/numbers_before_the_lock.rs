//! caught by: there_is_one_order: a line gets its number before it is in the log, and a cursor has passed by when it comes
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Default)]
pub struct SharedLog {
    next: AtomicUsize,
    lines: Mutex<BTreeMap<usize, String>>,
}

impl SharedLog {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&self, line: impl Into<String>) {
        let line = line.into();
        let number = self.next.fetch_add(1, Ordering::SeqCst);
        self.lines.lock().unwrap().insert(number, line);
    }

    pub fn drain(&self) -> Vec<String> {
        let lines = std::mem::take(&mut *self.lines.lock().unwrap());
        lines.into_values().collect()
    }
}

pub struct Cursor<'a> {
    log: &'a SharedLog,
    next: Cell<usize>,
}

impl<'a> Cursor<'a> {
    pub fn new(log: &'a SharedLog) -> Self {
        Self {
            log,
            next: Cell::new(0),
        }
    }

    pub fn new_lines(&self) -> Vec<String> {
        let lines = self.log.lines.lock().unwrap();
        let mut new = Vec::new();
        for (number, line) in lines.range(self.next.get()..) {
            self.next.set(number + 1);
            new.push(line.clone());
        }
        new
    }
}
