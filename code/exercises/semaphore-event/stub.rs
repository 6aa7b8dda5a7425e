//! A semaphore whose permits give themselves back, and an event that threads wait for.

use std::time::Duration;

/// A number of permits. Who has none waits until one is given back.
pub struct Semaphore {
    // your fields
}

/// The right to be inside. Dropping it gives it back.
#[must_use = "the permit is given back when it is dropped"]
pub struct Permit<'a> {
    semaphore: &'a Semaphore, // replace this if you need something else
}

impl Semaphore {
    /// A semaphore with `permits` free permits.
    pub fn new(permits: usize) -> Self {
        todo!("a semaphore with {permits} permits")
    }

    /// Takes a permit; waits while there is none.
    pub fn acquire(&self) -> Permit<'_> {
        todo!("wait for a free permit and take it")
    }

    /// Takes a permit if one is free now.
    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        todo!("take a permit without waiting")
    }

    /// Takes a permit; waits for one no longer than `limit`, then says `None`.
    ///
    /// `Duration::ZERO` never waits, `Duration::MAX` waits for ever.
    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        todo!("like acquire, for at most {limit:?}")
    }

    /// The number of free permits now.
    pub fn available(&self) -> usize {
        todo!("count the free permits")
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let _ = self.semaphore;
        todo!("give the permit back and tell who waits")
    }
}

/// A flag that threads can wait for, like Python's `threading.Event`.
pub struct Event {
    // your fields
}

impl Event {
    /// An event that is not set.
    pub fn new() -> Self {
        todo!("an event that is not set")
    }

    /// Sets the event and lets everyone who waits through.
    pub fn set(&self) {
        todo!("remember it and wake every waiter")
    }

    /// Takes the event back: who waits from now on waits for the next `set`.
    pub fn clear(&self) {
        todo!("the event is not set any more")
    }

    /// Whether the event is set now.
    pub fn is_set(&self) -> bool {
        todo!("look at the flag")
    }

    /// Waits until the event is set. Returns at once if it is.
    pub fn wait(&self) {
        todo!("wait for the event")
    }

    /// Like `wait`, but no longer than `limit`; says whether the event was set.
    ///
    /// `Duration::ZERO` never waits, `Duration::MAX` waits for ever.
    pub fn wait_timeout(&self, limit: Duration) -> bool {
        todo!("like wait, for at most {limit:?}")
    }
}

impl Default for Event {
    fn default() -> Self {
        Self::new()
    }
}
