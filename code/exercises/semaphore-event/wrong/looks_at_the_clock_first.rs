//! caught by: any_limit_works: the limit is compared before the flag is looked at, so a limit of zero never sees that the event is set

use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

/// A number of permits.
pub struct Semaphore {
    free: Mutex<usize>,
    returned: Condvar,
}

/// The right to be inside.
#[must_use = "the permit is given back when it is dropped"]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Self {
            free: Mutex::new(permits),
            returned: Condvar::new(),
        }
    }

    pub fn acquire(&self) -> Permit<'_> {
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            free = self.returned.wait(free).unwrap();
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
        let deadline = Instant::now().checked_add(limit);
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            match deadline {
                None => free = self.returned.wait(free).unwrap(),
                Some(deadline) => {
                    let left = deadline.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return None;
                    }
                    free = self.returned.wait_timeout(free, left).unwrap().0;
                }
            }
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
        self.semaphore.returned.notify_one();
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
        let start = Instant::now();
        let mut set = self.set.lock().unwrap();
        loop {
            let passed = start.elapsed();
            if passed >= limit {
                return false;
            }
            if *set {
                return true;
            }
            set = self.changed.wait_timeout(set, limit - passed).unwrap().0;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Self::new()
    }
}
