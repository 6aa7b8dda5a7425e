//! A semaphore and an event, each of them one value behind a mutex and one condition.
//!
//! A waiter decides to sleep and falls asleep under the lock that guards what it waits for, so no change can slip in
//! between. All sleepers of a semaphore ask the same question and one free permit answers it for one of them:
//! `notify_one`. A set event answers it for all: `notify_all`. No code of a caller runs under a lock, so a poisoned
//! lock is impossible in practice and harmless in principle: the value is whole, and the lock is taken anyway.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A number of permits. Who has none waits until one is given back.
#[derive(Debug)]
pub struct Semaphore {
    /// Permits that nobody has.
    free: Mutex<usize>,
    /// Those who wait for a permit sleep here. Signaled once for each permit that comes back.
    returned: Condvar,
}

/// The right to be inside. Dropping it gives it back.
#[must_use = "the permit is given back when it is dropped"]
#[derive(Debug)]
pub struct Permit<'a> {
    // Private, and without `Clone`: only the semaphore makes permits, one for each that it takes from the number.
    semaphore: &'a Semaphore,
}

impl Semaphore {
    /// A semaphore with `permits` free permits.
    pub const fn new(permits: usize) -> Self {
        Self {
            free: Mutex::new(permits),
            returned: Condvar::new(),
        }
    }

    /// Takes a permit; waits while there is none.
    pub fn acquire(&self) -> Permit<'_> {
        let mut free = self
            .returned
            .wait_while(lock(&self.free), |free| *free == 0)
            .unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Permit { semaphore: self }
    }

    /// Takes a permit if one is free now.
    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let mut free = lock(&self.free);
        *free = free.checked_sub(1)?;
        Some(Permit { semaphore: self })
    }

    /// Takes a permit; waits for one no longer than `limit`, then says `None`.
    ///
    /// `Duration::ZERO` never waits, `Duration::MAX` waits for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        // A deadline that lies beyond what an `Instant` can hold never comes.
        let Some(deadline) = Instant::now().checked_add(limit) else {
            return Some(self.acquire());
        };
        let mut free = lock(&self.free);
        loop {
            // The number first and the clock second: a permit that comes at the last moment is taken, and the signal
            // that announced it is not lost.
            if let Some(rest) = free.checked_sub(1) {
                *free = rest;
                return Some(Permit { semaphore: self });
            }
            free = sleep_until(&self.returned, free, deadline)?;
        }
    }

    /// The number of free permits now. Another thread may have changed it before the caller looks at it.
    pub fn available(&self) -> usize {
        *lock(&self.free)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        // It cannot overflow: this permit was taken from the number.
        *lock(&self.semaphore.free) += 1;
        // After unlocking, so that who wakes up finds the lock free.
        self.semaphore.returned.notify_one();
    }
}

/// A flag that threads can wait for, like Python's `threading.Event`.
#[derive(Debug, Default)]
pub struct Event {
    state: Mutex<State>,
    /// Those who wait for the event sleep here. All are woken by each `set`.
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    set: bool,
    /// How often the event was set. A sleeper compares it with the number it saw first, so it gets through even when
    /// `clear` follows before it has woken up.
    times: u64,
}

impl Event {
    /// An event that is not set.
    pub const fn new() -> Self {
        Self {
            state: Mutex::new(State {
                set: false,
                times: 0,
            }),
            changed: Condvar::new(),
        }
    }

    /// Sets the event and lets everyone who waits through.
    pub fn set(&self) {
        let mut state = lock(&self.state);
        state.set = true;
        state.times += 1;
        drop(state);
        self.changed.notify_all();
    }

    /// Takes the event back: who waits from now on waits for the next [`set`](Self::set).
    pub fn clear(&self) {
        // Nobody waits for an event not to be set, so there is nobody to wake.
        lock(&self.state).set = false;
    }

    /// Whether the event is set now.
    pub fn is_set(&self) -> bool {
        lock(&self.state).set
    }

    /// Waits until the event is set. Returns at once if it is.
    pub fn wait(&self) {
        let state = lock(&self.state);
        let seen = state.times;
        let _state = self
            .changed
            .wait_while(state, |state| !state.set && state.times == seen)
            .unwrap_or_else(PoisonError::into_inner);
    }

    /// Like [`wait`](Self::wait), but no longer than `limit`; says whether the event was set.
    ///
    /// `Duration::ZERO` never waits, `Duration::MAX` waits for ever.
    pub fn wait_timeout(&self, limit: Duration) -> bool {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            self.wait();
            return true;
        };
        let mut state = lock(&self.state);
        let seen = state.times;
        while !state.set && state.times == seen {
            match sleep_until(&self.changed, state, deadline) {
                Some(again) => state = again,
                None => return false,
            }
        }
        true
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sleeps once, until woken for whatever reason. `None`, without sleeping, when the deadline has come.
fn sleep_until<'a, T>(
    condition: &Condvar,
    guard: MutexGuard<'a, T>,
    deadline: Instant,
) -> Option<MutexGuard<'a, T>> {
    let remaining = deadline.saturating_duration_since(Instant::now());
    if remaining.is_zero() {
        return None;
    }
    let (guard, _) = condition
        .wait_timeout(guard, remaining)
        .unwrap_or_else(PoisonError::into_inner);
    Some(guard)
}
