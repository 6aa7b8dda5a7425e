//! caught by: clear_forgets_nobody: who is woken and finds the event cleared sleeps on, but stands on no list any more

use std::sync::{Condvar, Mutex};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

pub struct Semaphore {
    free: Mutex<usize>,
    cond: Condvar,
}

#[must_use]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Self {
            free: Mutex::new(permits),
            cond: Condvar::new(),
        }
    }

    pub fn acquire(&self) -> Permit<'_> {
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            free = self.cond.wait(free).unwrap();
        }
        *free -= 1;
        Permit { semaphore: self }
    }

    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let mut free = self.free.lock().unwrap();
        if *free == 0 {
            return None;
        }
        *free -= 1;
        Some(Permit { semaphore: self })
    }

    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            return Some(self.acquire());
        };
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            let now = Instant::now();
            if now >= deadline {
                return None;
            }
            free = self.cond.wait_timeout(free, deadline - now).unwrap().0;
        }
        *free -= 1;
        Some(Permit { semaphore: self })
    }

    pub fn available(&self) -> usize {
        *self.free.lock().unwrap()
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.semaphore.free.lock().unwrap() += 1;
        self.semaphore.cond.notify_one();
    }
}

#[derive(Default)]
struct State {
    set: bool,
    waiting: Vec<Thread>,
}

#[derive(Default)]
pub struct Event {
    state: Mutex<State>,
}

impl Event {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.set = true;
        for thread in state.waiting.drain(..) {
            thread.unpark();
        }
    }

    pub fn clear(&self) {
        self.state.lock().unwrap().set = false;
    }

    pub fn is_set(&self) -> bool {
        self.state.lock().unwrap().set
    }

    /// Whether the event is set; if not, `set` will wake this thread.
    fn register(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        if !state.set {
            state.waiting.push(thread::current());
        }
        state.set
    }

    pub fn wait(&self) {
        if self.register() {
            return;
        }
        while !self.is_set() {
            thread::park();
        }
    }

    pub fn wait_timeout(&self, limit: Duration) -> bool {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            self.wait();
            return true;
        };
        if self.register() {
            return true;
        }
        while !self.is_set() {
            let now = Instant::now();
            if now >= deadline {
                return false;
            }
            thread::park_timeout(deadline - now);
        }
        true
    }
}
