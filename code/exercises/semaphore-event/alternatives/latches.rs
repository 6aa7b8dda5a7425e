//! design: sleepers are parked in a line and ask again when they are called; the event is a one-way latch that `clear` replaces by a new one

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, RwLock};
use std::thread::{self, Thread, ThreadId};
use std::time::{Duration, Instant};

struct Line {
    free: usize,
    sleepers: VecDeque<Thread>,
}

impl Line {
    fn leave(&mut self, id: ThreadId) {
        self.sleepers.retain(|sleeper| sleeper.id() != id);
    }
}

pub struct Semaphore {
    line: Mutex<Line>,
}

#[must_use = "the permit is given back when it is dropped"]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Self {
            line: Mutex::new(Line {
                free: permits,
                sleepers: VecDeque::new(),
            }),
        }
    }

    fn acquire_until(&self, deadline: Option<Instant>) -> Option<Permit<'_>> {
        let me = thread::current();
        loop {
            let mut line = self.line.lock().unwrap();
            if line.free > 0 {
                line.free -= 1;
                line.leave(me.id());
                return Some(Permit { semaphore: self });
            }
            let now = Instant::now();
            if deadline.is_some_and(|deadline| deadline <= now) {
                line.leave(me.id());
                return None;
            }
            if !line.sleepers.iter().any(|sleeper| sleeper.id() == me.id()) {
                line.sleepers.push_back(me.clone());
            }
            drop(line);
            match deadline {
                Some(deadline) => thread::park_timeout(deadline - now),
                None => thread::park(),
            }
        }
    }

    pub fn acquire(&self) -> Permit<'_> {
        self.acquire_until(None).unwrap()
    }

    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let mut line = self.line.lock().unwrap();
        (line.free > 0).then(|| {
            line.free -= 1;
            Permit { semaphore: self }
        })
    }

    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        self.acquire_until(Instant::now().checked_add(limit))
    }

    pub fn available(&self) -> usize {
        self.line.lock().unwrap().free
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let called = {
            let mut line = self.semaphore.line.lock().unwrap();
            line.free += 1;
            line.sleepers.pop_front()
        };
        if let Some(sleeper) = called {
            sleeper.unpark();
        }
    }
}

#[derive(Default)]
struct Latch {
    open: Mutex<bool>,
    opened: Condvar,
}

impl Latch {
    fn open(&self) {
        *self.open.lock().unwrap() = true;
        self.opened.notify_all();
    }

    fn is_open(&self) -> bool {
        *self.open.lock().unwrap()
    }
}

#[derive(Default)]
pub struct Event {
    latch: RwLock<Arc<Latch>>,
}

impl Event {
    pub fn new() -> Self {
        Self::default()
    }

    fn latch(&self) -> Arc<Latch> {
        Arc::clone(&self.latch.read().unwrap())
    }

    pub fn set(&self) {
        self.latch.read().unwrap().open();
    }

    pub fn clear(&self) {
        let mut latch = self.latch.write().unwrap();
        if latch.is_open() {
            *latch = Arc::default();
        }
    }

    pub fn is_set(&self) -> bool {
        self.latch().is_open()
    }

    pub fn wait(&self) {
        let latch = self.latch();
        let guard = latch.open.lock().unwrap();
        let _guard = latch.opened.wait_while(guard, |open| !*open).unwrap();
    }

    pub fn wait_timeout(&self, limit: Duration) -> bool {
        let latch = self.latch();
        let guard = latch.open.lock().unwrap();
        let (guard, _) = latch
            .opened
            .wait_timeout_while(guard, limit, |open| !*open)
            .unwrap();
        *guard
    }
}
