//! caught by: a_permit_hands_over_what_was_done: the count in front of the lock is Relaxed, and orders nothing

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

pub struct Semaphore {
    free: AtomicUsize,
    sleeping: Mutex<()>,
    cond: Condvar,
}

#[must_use]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Self {
            free: AtomicUsize::new(permits),
            sleeping: Mutex::new(()),
            cond: Condvar::new(),
        }
    }

    pub fn acquire(&self) -> Permit<'_> {
        if let Some(permit) = self.try_acquire() {
            return permit;
        }
        let mut sleeping = self.sleeping.lock().unwrap();
        loop {
            if let Some(permit) = self.try_acquire() {
                return permit;
            }
            sleeping = self.cond.wait(sleeping).unwrap();
        }
    }

    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        self.free
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |free| {
                free.checked_sub(1)
            })
            .ok()?;
        Some(Permit { semaphore: self })
    }

    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            return Some(self.acquire());
        };
        let mut sleeping = self.sleeping.lock().unwrap();
        loop {
            if let Some(permit) = self.try_acquire() {
                return Some(permit);
            }
            let now = Instant::now();
            if now >= deadline {
                return None;
            }
            let rest = deadline - now;
            sleeping = self.cond.wait_timeout(sleeping, rest).unwrap().0;
        }
    }

    pub fn available(&self) -> usize {
        self.free.load(Ordering::Relaxed)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.semaphore.free.fetch_add(1, Ordering::Relaxed);
        // So that nobody is between its look and its sleep.
        drop(self.semaphore.sleeping.lock().unwrap());
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
