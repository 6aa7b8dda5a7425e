//! design: atomics for the common case, and a list of threads that park for the other

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

/// Threads that sleep until something changes.
#[derive(Default)]
struct Sleepers(Mutex<Vec<Thread>>);

impl Sleepers {
    /// Asks until `ready` has an answer. Between two questions the thread sleeps, and it is on the list before it asks:
    /// a change after the question finds it there.
    fn wait<T>(&self, limit: Option<Duration>, mut ready: impl FnMut() -> Option<T>) -> Option<T> {
        let deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
        loop {
            if let Some(answer) = ready() {
                return Some(answer);
            }
            self.0.lock().unwrap().push(thread::current());
            if let Some(answer) = ready() {
                self.leave();
                return Some(answer);
            }
            let Some(deadline) = deadline else {
                thread::park();
                self.leave();
                continue;
            };
            let now = Instant::now();
            if now >= deadline {
                self.leave();
                return None;
            }
            thread::park_timeout(deadline - now);
            self.leave();
        }
    }

    fn leave(&self) {
        let own = thread::current().id();
        self.0.lock().unwrap().retain(|thread| thread.id() != own);
    }

    /// Wakes all: each asks again, so nobody can swallow what is meant for another.
    fn wake(&self) {
        for thread in self.0.lock().unwrap().drain(..) {
            thread.unpark();
        }
    }
}

/// A number of permits.
pub struct Semaphore {
    free: AtomicUsize,
    sleepers: Sleepers,
}

/// The right to be inside.
#[must_use]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Self {
            free: AtomicUsize::new(permits),
            sleepers: Sleepers::default(),
        }
    }

    pub fn acquire(&self) -> Permit<'_> {
        self.sleepers
            .wait(None, || self.try_acquire())
            .expect("without a limit it waits until there is one")
    }

    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        // ORDERING: SeqCst, also in `drop`: of the count and the list, waiter and waker must not both miss the other's.
        self.free
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |free| {
                free.checked_sub(1)
            })
            .ok()?;
        Some(Permit { semaphore: self })
    }

    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        self.sleepers.wait(Some(limit), || self.try_acquire())
    }

    pub fn available(&self) -> usize {
        self.free.load(Ordering::SeqCst)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.semaphore.free.fetch_add(1, Ordering::SeqCst);
        self.semaphore.sleepers.wake();
    }
}

/// A flag that threads can wait for.
#[derive(Default)]
pub struct Event {
    set: AtomicBool,
    sleepers: Sleepers,
}

impl Event {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn set(&self) {
        self.set.store(true, Ordering::SeqCst);
        self.sleepers.wake();
    }

    pub fn clear(&self) {
        self.set.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.set.load(Ordering::SeqCst)
    }

    pub fn wait(&self) {
        self.sleepers.wait(None, || self.is_set().then_some(()));
    }

    pub fn wait_timeout(&self, limit: Duration) -> bool {
        self.sleepers
            .wait(Some(limit), || self.is_set().then_some(()))
            .is_some()
    }
}
