//! caught by: permits_are_counted, any_limit_works: counts those who wait as well, and a wait that gives up takes its permit with it

use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

pub struct Semaphore {
    taken: Mutex<usize>,
    permits: usize,
    cond: Condvar,
}

#[must_use]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Self {
            taken: Mutex::new(0),
            permits,
            cond: Condvar::new(),
        }
    }

    pub fn acquire(&self) -> Permit<'_> {
        let mut taken = self.taken.lock().unwrap();
        while *taken >= self.permits {
            taken = self.cond.wait(taken).unwrap();
        }
        *taken += 1;
        Permit { semaphore: self }
    }

    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let mut taken = self.taken.lock().unwrap();
        if *taken >= self.permits {
            return None;
        }
        *taken += 1;
        Some(Permit { semaphore: self })
    }

    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            return Some(self.acquire());
        };
        let mut taken = self.taken.lock().unwrap();
        *taken += 1;
        while *taken > self.permits {
            let now = Instant::now();
            if now >= deadline {
                return None;
            }
            taken = self.cond.wait_timeout(taken, deadline - now).unwrap().0;
        }
        Some(Permit { semaphore: self })
    }

    pub fn available(&self) -> usize {
        self.permits.saturating_sub(*self.taken.lock().unwrap())
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.semaphore.taken.lock().unwrap() -= 1;
        self.semaphore.cond.notify_one();
    }
}

pub struct Event {
    flag: Mutex<bool>,
    cond: Condvar,
}

impl Event {
    pub fn new() -> Self {
        Self {
            flag: Mutex::new(false),
            cond: Condvar::new(),
        }
    }

    pub fn set(&self) {
        *self.flag.lock().unwrap() = true;
        self.cond.notify_all();
    }

    pub fn clear(&self) {
        *self.flag.lock().unwrap() = false;
    }

    pub fn is_set(&self) -> bool {
        *self.flag.lock().unwrap()
    }

    pub fn wait(&self) {
        let mut flag = self.flag.lock().unwrap();
        while !*flag {
            flag = self.cond.wait(flag).unwrap();
        }
    }

    pub fn wait_timeout(&self, limit: Duration) -> bool {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            self.wait();
            return true;
        };
        let mut flag = self.flag.lock().unwrap();
        while !*flag {
            let now = Instant::now();
            if now >= deadline {
                return false;
            }
            flag = self.cond.wait_timeout(flag, deadline - now).unwrap().0;
        }
        true
    }
}

impl Default for Event {
    fn default() -> Self {
        Self::new()
    }
}
