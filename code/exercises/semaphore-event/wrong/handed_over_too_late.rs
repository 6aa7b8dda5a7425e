//! caught by: a_timeout_loses_nothing: a permit that is handed over between the end of the limit and the end of the call belongs to nobody

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

struct Inner {
    free: usize,
    waiters: VecDeque<Sender<()>>,
}

pub struct Semaphore {
    inner: Mutex<Inner>,
}

#[must_use]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Self {
            inner: Mutex::new(Inner {
                free: permits,
                waiters: VecDeque::new(),
            }),
        }
    }

    fn queue(&self) -> Option<Receiver<()>> {
        let mut inner = self.inner.lock().unwrap();
        if inner.free > 0 {
            inner.free -= 1;
            return None;
        }
        let (sender, receiver) = channel();
        inner.waiters.push_back(sender);
        Some(receiver)
    }

    pub fn acquire(&self) -> Permit<'_> {
        if let Some(receiver) = self.queue() {
            receiver.recv().unwrap();
        }
        Permit { semaphore: self }
    }

    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let mut inner = self.inner.lock().unwrap();
        if inner.free == 0 {
            return None;
        }
        inner.free -= 1;
        Some(Permit { semaphore: self })
    }

    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        let Some(receiver) = self.queue() else {
            return Some(Permit { semaphore: self });
        };
        if Instant::now().checked_add(limit).is_none() {
            receiver.recv().unwrap();
            return Some(Permit { semaphore: self });
        }
        match receiver.recv_timeout(limit) {
            Ok(()) => Some(Permit { semaphore: self }),
            Err(_) => None,
        }
    }

    pub fn available(&self) -> usize {
        self.inner.lock().unwrap().free
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut inner = self.semaphore.inner.lock().unwrap();
        while let Some(waiter) = inner.waiters.pop_front() {
            if waiter.send(()).is_ok() {
                return;
            }
        }
        inner.free += 1;
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
