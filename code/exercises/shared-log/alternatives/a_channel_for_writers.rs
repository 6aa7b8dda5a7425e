//! design: writers send into a channel and never wait for readers; whoever reads first puts what has arrived on the shelf

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};

pub struct SharedLog {
    writers: Sender<String>,
    shelf: Mutex<Shelf>,
}

struct Shelf {
    arrivals: Receiver<String>,
    lines: VecDeque<String>,
    ever: usize,
}

impl Default for SharedLog {
    fn default() -> Self {
        Self::new()
    }
}

impl SharedLog {
    pub fn new() -> Self {
        let (writers, arrivals) = mpsc::channel();
        Self {
            writers,
            shelf: Mutex::new(Shelf {
                arrivals,
                lines: VecDeque::new(),
                ever: 0,
            }),
        }
    }

    pub fn push(&self, line: impl Into<String>) {
        self.writers
            .send(line.into())
            .expect("the log keeps the receiver");
    }

    pub fn drain(&self) -> Vec<String> {
        self.with_shelf(|shelf| shelf.lines.drain(..).collect())
    }

    fn with_shelf<R>(&self, then: impl FnOnce(&mut Shelf) -> R) -> R {
        let mut shelf = self.shelf.lock().unwrap();
        while let Ok(line) = shelf.arrivals.try_recv() {
            shelf.lines.push_back(line);
            shelf.ever += 1;
        }
        then(&mut shelf)
    }
}

pub struct Cursor<'a> {
    log: &'a SharedLog,
    seen: Cell<usize>,
}

impl<'a> Cursor<'a> {
    pub fn new(log: &'a SharedLog) -> Self {
        let seen = Cell::new(0);
        Self { log, seen }
    }

    pub fn new_lines(&self) -> Vec<String> {
        self.log.with_shelf(|shelf| {
            let unseen = shelf.ever - self.seen.replace(shelf.ever);
            let unseen = unseen.min(shelf.lines.len());
            shelf
                .lines
                .range(shelf.lines.len() - unseen..)
                .cloned()
                .collect()
        })
    }
}
