//! caught by: lines_come_out_in_order: keeps one text with line breaks, and cannot tell where a line that has some ends
use std::cell::Cell;
use std::sync::Mutex;

#[derive(Default)]
pub struct SharedLog {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    text: String,
    drained: usize,
}

impl SharedLog {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&self, line: impl Into<String>) {
        let line = line.into();
        let mut inner = self.inner.lock().unwrap();
        inner.text.push_str(&line);
        inner.text.push('\n');
    }

    pub fn drain(&self) -> Vec<String> {
        let mut inner = self.inner.lock().unwrap();
        inner.drained += inner.text.len();
        let text = std::mem::take(&mut inner.text);
        text.lines().map(str::to_string).collect()
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
        self.seen.set(inner.drained + inner.text.len());
        inner.text[from..].lines().map(str::to_string).collect()
    }
}
