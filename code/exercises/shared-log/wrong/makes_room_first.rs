//! caught by: a_line_that_panics_hurts_nobody: adds an empty line, then fills it; when into panics the empty line stays
use std::cell::Cell;
use std::sync::{Mutex, PoisonError};

#[derive(Default)]
pub struct SharedLog {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    lines: Vec<String>,
    drained: usize,
}

impl SharedLog {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&self, line: impl Into<String>) {
        let number = {
            let mut inner = self.lock();
            inner.lines.push(String::new());
            inner.drained + inner.lines.len() - 1
        };
        let line = line.into();
        let mut inner = self.lock();
        match number.checked_sub(inner.drained) {
            Some(index) => inner.lines[index] = line,
            None => inner.lines.push(line),
        }
    }

    pub fn drain(&self) -> Vec<String> {
        let mut inner = self.lock();
        inner.drained += inner.lines.len();
        std::mem::take(&mut inner.lines)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
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
        let inner = self.log.lock();
        let from = self.seen.get().saturating_sub(inner.drained);
        self.seen.set(inner.drained + inner.lines.len());
        inner.lines[from..].to_vec()
    }
}
