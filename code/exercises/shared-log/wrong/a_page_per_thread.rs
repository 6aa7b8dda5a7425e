//! caught by: there_is_one_order: each thread writes on a page of its own, and the pages are read one after the other
use std::cell::Cell;
use std::sync::Mutex;
use std::thread::{self, ThreadId};

#[derive(Default)]
pub struct SharedLog {
    pages: Mutex<Pages>,
}

#[derive(Default)]
struct Pages {
    by_thread: Vec<(ThreadId, Vec<String>)>,
    drained: usize,
}

impl Pages {
    fn lines(&self) -> Vec<String> {
        self.by_thread
            .iter()
            .flat_map(|(_, page)| page.iter().cloned())
            .collect()
    }
}

impl SharedLog {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&self, line: impl Into<String>) {
        let line = line.into();
        let own = thread::current().id();
        let mut pages = self.pages.lock().unwrap();
        match pages.by_thread.iter_mut().find(|(id, _)| *id == own) {
            Some((_, page)) => page.push(line),
            None => pages.by_thread.push((own, vec![line])),
        }
    }

    pub fn drain(&self) -> Vec<String> {
        let mut pages = self.pages.lock().unwrap();
        let lines = pages.lines();
        pages.drained += lines.len();
        pages.by_thread.clear();
        lines
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
        let pages = self.log.pages.lock().unwrap();
        let lines = pages.lines();
        let from = self.seen.get().saturating_sub(pages.drained);
        self.seen.set(pages.drained + lines.len());
        lines[from..].to_vec()
    }
}
