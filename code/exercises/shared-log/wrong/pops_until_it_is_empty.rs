//! caught by: every_line_is_in_one_drain: locks once per line, so that two drains share what was in the log
use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::Mutex;

#[derive(Default)]
pub struct SharedLog {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    drained: usize,
    lines: VecDeque<String>,
}

impl SharedLog {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&self, line: impl Into<String>) {
        let line = line.into();
        self.inner.lock().unwrap().lines.push_back(line);
    }

    pub fn drain(&self) -> Vec<String> {
        std::iter::from_fn(|| self.pop()).collect()
    }

    fn pop(&self) -> Option<String> {
        let mut inner = self.inner.lock().unwrap();
        let line = inner.lines.pop_front()?;
        inner.drained += 1;
        Some(line)
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
        let from = self.seen.get().saturating_sub(inner.drained);
        self.seen.set(inner.drained + inner.lines.len());
        inner.lines.iter().skip(from).cloned().collect()
    }
}
