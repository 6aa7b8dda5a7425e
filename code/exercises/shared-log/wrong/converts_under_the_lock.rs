//! caught by: a_line_that_panics_hurts_nobody, a_line_may_use_the_log: calls the caller's into while it holds the lock, and its panic poisons the log
use std::cell::Cell;
use std::sync::Mutex;

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
        self.inner.lock().unwrap().lines.push(line.into());
    }

    pub fn drain(&self) -> Vec<String> {
        let mut inner = self.inner.lock().unwrap();
        inner.drained += inner.lines.len();
        std::mem::take(&mut inner.lines)
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
        let inner = self.log.inner.lock().unwrap();
        let from = self.seen.get().max(inner.drained) - inner.drained;
        self.seen.set(inner.drained + inner.lines.len());
        inner.lines[from..].to_vec()
    }
}
