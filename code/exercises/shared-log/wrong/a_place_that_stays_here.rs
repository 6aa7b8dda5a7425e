//! caught by: cursors_are_not_shared: the place is behind an Rc, and the cursor cannot go to the thread that is to read
use std::cell::Cell;
use std::rc::Rc;
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

#[derive(Clone)]
pub struct Cursor<'a> {
    log: &'a SharedLog,
    seen: Rc<Cell<usize>>,
}

impl<'a> Cursor<'a> {
    pub fn new(log: &'a SharedLog) -> Self {
        Self {
            log,
            seen: Rc::new(Cell::new(0)),
        }
    }

    pub fn new_lines(&self) -> Vec<String> {
        let inner = self.log.inner.lock().unwrap();
        let from = self.seen.get().max(inner.drained) - inner.drained;
        self.seen.set(inner.drained + inner.lines.len());
        inner.lines[from..].to_vec()
    }
}
