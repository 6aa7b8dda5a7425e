//! A fair semaphore for asynchronous code, on the standard library alone.

use std::marker::PhantomData;

/// So many permits, handed out first come, first served.
pub struct AsyncSemaphore {
    // The fields are yours.
}

/// One or more permits, which come back when it is dropped.
#[must_use]
pub struct AsyncPermit<'a> {
    // The fields are yours.
    semaphore: PhantomData<&'a AsyncSemaphore>,
}

/// There will be no permit.
#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

impl AsyncSemaphore {
    /// A semaphore with so many permits.
    pub fn new(permits: usize) -> Self {
        let _ = permits;
        todo!("make a semaphore")
    }

    /// Waits for one permit. Dropping the future neither keeps nor loses one.
    pub async fn acquire(&self) -> Result<AsyncPermit<'_>, Closed> {
        todo!("wait for one permit")
    }

    /// Waits for `count` permits, all or none.
    pub async fn acquire_many(&self, count: usize) -> Result<AsyncPermit<'_>, Closed> {
        let _ = count;
        todo!("wait for several permits at once")
    }

    /// One permit, if there is one and nobody waits.
    pub fn try_acquire(&self) -> Option<AsyncPermit<'_>> {
        todo!("take a permit without waiting")
    }

    /// Ends all waiting, now and later.
    pub fn close(&self) {
        todo!("tell everybody who waits")
    }

    /// How many permits are free.
    pub fn available(&self) -> usize {
        todo!("count the free permits")
    }
}

impl Drop for AsyncPermit<'_> {
    fn drop(&mut self) {
        let _ = self.semaphore;
        todo!("give the permits back")
    }
}
