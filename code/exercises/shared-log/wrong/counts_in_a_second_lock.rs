//! caught by: a_cursor_misses_nothing, a_cursor_keeps_its_place_beside_drains, there_is_one_order: copies the lines, then asks anew how many there are
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

    fn end(&self) -> usize {
        let inner = self.inner.lock().unwrap();
        inner.drained + inner.lines.len()
    }

    fn lines_from(&self, number: usize) -> Vec<String> {
        let inner = self.inner.lock().unwrap();
        let from = number.saturating_sub(inner.drained);
        inner.lines[from..].to_vec()
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
        let new = self.log.lines_from(self.seen.get());
        self.seen.set(self.log.end());
        new
    }
}
