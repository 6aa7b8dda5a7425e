//! caught by: cursors_are_not_shared: the place is in a lock, so two threads may share a cursor, and each gets a part of the lines
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
    seen: Mutex<usize>,
}

impl<'a> Cursor<'a> {
    pub fn new(log: &'a SharedLog) -> Self {
        Self {
            log,
            seen: Mutex::new(0),
        }
    }

    pub fn new_lines(&self) -> Vec<String> {
        let mut seen = self.seen.lock().unwrap();
        let inner = self.log.inner.lock().unwrap();
        let from = seen.saturating_sub(inner.drained);
        *seen = inner.drained + inner.lines.len();
        inner.lines[from..].to_vec()
    }
}
