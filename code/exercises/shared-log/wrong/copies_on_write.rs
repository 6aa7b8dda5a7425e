//! caught by: every_line_is_in_one_drain, there_is_one_order: reads the lines, adds one to the copy, and writes the copy back over what others wrote
use std::cell::Cell;
use std::sync::{Arc, RwLock};

#[derive(Default)]
pub struct SharedLog {
    inner: RwLock<(usize, Arc<Vec<String>>)>,
}

impl SharedLog {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&self, line: impl Into<String>) {
        let line = line.into();
        let before = Arc::clone(&self.inner.read().unwrap().1);
        let mut after = Vec::clone(&before);
        after.push(line);
        self.inner.write().unwrap().1 = Arc::new(after);
    }

    pub fn drain(&self) -> Vec<String> {
        let mut inner = self.inner.write().unwrap();
        inner.0 += inner.1.len();
        Arc::unwrap_or_clone(std::mem::take(&mut inner.1))
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
        let inner = self.log.inner.read().unwrap();
        let (drained, lines) = (inner.0, &inner.1);
        let from = self.seen.get().saturating_sub(drained);
        self.seen.set(drained + lines.len());
        lines.iter().skip(from).cloned().collect()
    }
}
