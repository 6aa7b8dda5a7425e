//! caught by: a_waiter_is_always_woken, a_timeout_loses_nothing: the count is an atomic that changes without the lock, between the look of a waiter and its sleep

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
        loop {
            if let Some(permit) = self.try_acquire() {
                return permit;
            }
            let sleeping = self.sleeping.lock().unwrap();
            let _unused = self.cond.wait(sleeping).unwrap();
        }
    }

    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        self.free
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |free| {
                free.checked_sub(1)
            })
            .ok()?;
        Some(Permit { semaphore: self })
    }

    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            return Some(self.acquire());
        };
        loop {
            if let Some(permit) = self.try_acquire() {
                return Some(permit);
            }
            let now = Instant::now();
            if now >= deadline {
                return None;
            }
            let sleeping = self.sleeping.lock().unwrap();
            let _unused = self.cond.wait_timeout(sleeping, deadline - now).unwrap();
        }
    }

    pub fn available(&self) -> usize {
        self.free.load(Ordering::Acquire)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.semaphore.free.fetch_add(1, Ordering::AcqRel);
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
