//! design: every drain begins a new era, and a place is an era and an index in it

use std::cell::RefCell;
use std::sync::{Arc, Mutex};

/// The lines since the last drain. A drain leaves the old era to those who still hold it.
#[derive(Default)]
struct Era {
    lines: Vec<Arc<str>>,
}

pub struct SharedLog {
    now: Mutex<(Arc<()>, Era)>,
}

impl Default for SharedLog {
    fn default() -> Self {
        Self::new()
    }
}

impl SharedLog {
    pub fn new() -> Self {
        SharedLog {
            now: Mutex::new((Arc::new(()), Era::default())),
        }
    }

    pub fn push(&self, line: impl Into<String>) {
        let line: Arc<str> = line.into().into();
        self.now.lock().unwrap().1.lines.push(line);
    }

    pub fn drain(&self) -> Vec<String> {
        let (_, era) = std::mem::replace(
            &mut *self.now.lock().unwrap(),
            (Arc::new(()), Era::default()),
        );
        era.lines.iter().map(|line| line.to_string()).collect()
    }
}

pub struct Cursor<'a> {
    log: &'a SharedLog,
    place: RefCell<(Arc<()>, usize)>,
}

impl<'a> Cursor<'a> {
    pub fn new(log: &'a SharedLog) -> Self {
        let era = Arc::clone(&log.now.lock().unwrap().0);
        Self {
            log,
            place: RefCell::new((era, 0)),
        }
    }

    pub fn new_lines(&self) -> Vec<String> {
        let mut place = self.place.borrow_mut();
        let unseen: Vec<Arc<str>> = {
            let now = self.log.now.lock().unwrap();
            if !Arc::ptr_eq(&place.0, &now.0) {
                *place = (Arc::clone(&now.0), 0);
            }
            let from = std::mem::replace(&mut place.1, now.1.lines.len());
            now.1.lines[from..].to_vec()
        };
        unseen.iter().map(|line| line.to_string()).collect()
    }
}
