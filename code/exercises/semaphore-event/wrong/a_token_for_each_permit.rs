//! caught by: any_number_of_permits_works: each permit is a token in a channel, which costs time and memory for permits that nobody takes

use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};

/// Permits are tokens in a channel: an empty channel makes everybody wait.
pub struct Semaphore {
    tokens: Mutex<Receiver<()>>,
    back: Sender<()>,
    free: Mutex<usize>,
}

#[must_use = "the permit is given back when it is dropped"]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        let (back, tokens) = channel();
        for _ in 0..permits {
            back.send(()).unwrap();
        }
        Self {
            tokens: Mutex::new(tokens),
            back,
            free: Mutex::new(permits),
        }
    }

    fn taken(&self) -> Permit<'_> {
        *self.free.lock().unwrap() -= 1;
        Permit { semaphore: self }
    }

    pub fn acquire(&self) -> Permit<'_> {
        self.tokens.lock().unwrap().recv().unwrap();
        self.taken()
    }

    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let tokens = self.tokens.try_lock().ok()?;
        tokens.try_recv().ok()?;
        Some(self.taken())
    }

    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        if limit.is_zero() {
            return self.try_acquire();
        }
        if Instant::now().checked_add(limit).is_none() {
            return Some(self.acquire());
        }
        match self.tokens.lock().unwrap().recv_timeout(limit) {
            Ok(()) => Some(self.taken()),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    pub fn available(&self) -> usize {
        *self.free.lock().unwrap()
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.semaphore.free.lock().unwrap() += 1;
        self.semaphore.back.send(()).unwrap();
    }
}

/// A flag that threads can wait for, like Python's `threading.Event`.
pub struct Event {
    set: Mutex<bool>,
    changed: Condvar,
}

impl Event {
    pub fn new() -> Self {
        Self {
            set: Mutex::new(false),
            changed: Condvar::new(),
        }
    }

    pub fn set(&self) {
        *self.set.lock().unwrap() = true;
        self.changed.notify_all();
    }

    pub fn clear(&self) {
        *self.set.lock().unwrap() = false;
    }

    pub fn is_set(&self) -> bool {
        *self.set.lock().unwrap()
    }

    pub fn wait(&self) {
        let guard = self.set.lock().unwrap();
        drop(self.changed.wait_while(guard, |set| !*set).unwrap());
    }

    pub fn wait_timeout(&self, limit: Duration) -> bool {
        let deadline = Instant::now().checked_add(limit);
        let mut set = self.set.lock().unwrap();
        while !*set {
            match deadline {
                None => set = self.changed.wait(set).unwrap(),
                Some(deadline) => {
                    let left = deadline.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return false;
                    }
                    set = self.changed.wait_timeout(set, left).unwrap().0;
                }
            }
        }
        true
    }
}

impl Default for Event {
    fn default() -> Self {
        Self::new()
    }
}
