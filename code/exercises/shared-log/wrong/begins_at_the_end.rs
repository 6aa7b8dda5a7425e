//! caught by: a_cursor_sees_each_line_once, there_is_one_order: a new cursor sees only what is pushed after it was made
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
        let line = line.into();
        self.inner.lock().unwrap().lines.push(line);
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
        let inner = log.inner.lock().unwrap();
        let seen = Cell::new(inner.drained + inner.lines.len());
        Self { log, seen }
    }

    pub fn new_lines(&self) -> Vec<String> {
        let inner = self.log.inner.lock().unwrap();
        let from = self.seen.get().max(inner.drained) - inner.drained;
        self.seen.set(inner.drained + inner.lines.len());
        inner.lines[from..].to_vec()
    }
}
