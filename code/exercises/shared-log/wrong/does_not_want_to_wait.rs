//! caught by: a_cursor_misses_nothing: a cursor that finds the log busy says that there is nothing new
use std::cell::Cell;
use std::sync::Mutex;

#[derive(Default)]
pub struct SharedLog {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    drained: usize,
    lines: Vec<String>,
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
        Self {
            log,
            seen: Cell::new(0),
        }
    }

    pub fn new_lines(&self) -> Vec<String> {
        let Ok(inner) = self.log.inner.try_lock() else {
            return Vec::new();
        };
        let from = self.seen.get().saturating_sub(inner.drained);
        self.seen.set(inner.drained + inner.lines.len());
        inner.lines[from..].to_vec()
    }
}
