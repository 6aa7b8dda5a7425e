//! design: a chain of nodes that are written once; readers walk it without the lock, which guards only its two ends

use std::cell::RefCell;
use std::sync::{Arc, Mutex, OnceLock};

/// A place in the log. The last node is empty: the next line goes there.
#[derive(Debug, Default)]
struct Node {
    number: u64,
    written: OnceLock<(String, Arc<Node>)>,
}

impl Drop for Node {
    /// Link by link: a chain whose nodes drop each other recurses as deep as it is long.
    fn drop(&mut self) {
        let mut written = self.written.take();
        while let Some((_, next)) = written {
            written = Arc::into_inner(next).and_then(|mut next| next.written.take());
        }
    }
}

pub struct SharedLog {
    ends: Mutex<Ends>,
}

#[derive(Clone)]
struct Ends {
    first: Arc<Node>,
    free: Arc<Node>,
}

impl Default for SharedLog {
    fn default() -> Self {
        Self::new()
    }
}

impl SharedLog {
    pub fn new() -> Self {
        let only = Arc::new(Node::default());
        Self {
            ends: Mutex::new(Ends {
                first: Arc::clone(&only),
                free: only,
            }),
        }
    }

    pub fn push(&self, line: impl Into<String>) {
        let line = line.into();
        let mut ends = self.ends.lock().unwrap();
        let free = Arc::new(Node {
            number: ends.free.number + 1,
            written: OnceLock::new(),
        });
        let last = std::mem::replace(&mut ends.free, Arc::clone(&free));
        last.written
            .set((line, free))
            .expect("only a push writes, and only once");
    }

    pub fn drain(&self) -> Vec<String> {
        let before = {
            let mut ends = self.ends.lock().unwrap();
            let before = ends.clone();
            ends.first = Arc::clone(&ends.free);
            before
        };
        lines(before.first, &before.free)
    }
}

/// Copies the lines from one place to another.
fn lines(mut at: Arc<Node>, end: &Arc<Node>) -> Vec<String> {
    let mut lines = Vec::new();
    while !Arc::ptr_eq(&at, end) {
        let (line, next) = at
            .written
            .get()
            .expect("every node before the end is written");
        lines.push(line.clone());
        let next = Arc::clone(next);
        at = next;
    }
    lines
}

pub struct Cursor<'a> {
    log: &'a SharedLog,
    place: RefCell<Option<Arc<Node>>>,
}

impl<'a> Cursor<'a> {
    pub fn new(log: &'a SharedLog) -> Self {
        Self {
            log,
            place: RefCell::new(None),
        }
    }

    pub fn new_lines(&self) -> Vec<String> {
        let Ends { first, free } = self.log.ends.lock().unwrap().clone();
        let seen = self.place.replace(Some(Arc::clone(&free)));
        let from = seen.filter(|seen| seen.number > first.number);
        lines(from.unwrap_or(first), &free)
    }
}
