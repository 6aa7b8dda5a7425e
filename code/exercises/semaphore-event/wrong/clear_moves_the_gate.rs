//! caught by: clear_forgets_nobody: clear makes a new gate even when the old one was never opened, and who waits at the old one waits for ever

use std::sync::{Arc, Condvar, Mutex};
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
struct Gate {
    open: Mutex<bool>,
    cond: Condvar,
}

pub struct Event {
    gate: Mutex<Arc<Gate>>,
}

impl Event {
    pub fn new() -> Self {
        Self {
            gate: Mutex::default(),
        }
    }

    fn gate(&self) -> Arc<Gate> {
        self.gate.lock().unwrap().clone()
    }

    pub fn set(&self) {
        let gate = self.gate();
        *gate.open.lock().unwrap() = true;
        gate.cond.notify_all();
    }

    // A new gate, so that everybody who waits at the old one still gets through.
    pub fn clear(&self) {
        *self.gate.lock().unwrap() = Arc::default();
    }

    pub fn is_set(&self) -> bool {
        *self.gate().open.lock().unwrap()
    }

    pub fn wait(&self) {
        let gate = self.gate();
        let mut open = gate.open.lock().unwrap();
        while !*open {
            open = gate.cond.wait(open).unwrap();
        }
    }

    pub fn wait_timeout(&self, limit: Duration) -> bool {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            self.wait();
            return true;
        };
        let gate = self.gate();
        let mut open = gate.open.lock().unwrap();
        while !*open {
            let now = Instant::now();
            if now >= deadline {
                return false;
            }
            open = gate.cond.wait_timeout(open, deadline - now).unwrap().0;
        }
        true
    }
}

impl Default for Event {
    fn default() -> Self {
        Self::new()
    }
}
