//! design: each waiter waits on a channel of its own, and a permit is handed to the first one directly

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// A number of permits.
pub struct Semaphore {
    desk: Mutex<Desk>,
}

struct Desk {
    free: usize,
    /// There are only waiters while nothing is free.
    waiters: VecDeque<Sender<()>>,
}

/// The right to be inside.
#[must_use]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Self {
            desk: Mutex::new(Desk {
                free: permits,
                waiters: VecDeque::new(),
            }),
        }
    }

    fn permit(&self) -> Permit<'_> {
        Permit { semaphore: self }
    }

    pub fn acquire(&self) -> Permit<'_> {
        if let Err(turn) = self.take_or_queue() {
            turn.recv().expect("the semaphore keeps the sender");
        }
        self.permit()
    }

    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let mut desk = self.desk.lock().unwrap();
        desk.free = desk.free.checked_sub(1)?;
        Some(self.permit())
    }

    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        if limit.is_zero() {
            return self.try_acquire();
        }
        let deadline = Instant::now().checked_add(limit);
        let Err(turn) = self.take_or_queue() else {
            return Some(self.permit());
        };
        let Some(deadline) = deadline else {
            turn.recv().expect("the semaphore keeps the sender");
            return Some(self.permit());
        };
        let rest = deadline.saturating_duration_since(Instant::now());
        match turn.recv_timeout(rest) {
            Ok(()) => Some(self.permit()),
            Err(RecvTimeoutError::Disconnected) => unreachable!("the semaphore keeps the sender"),
            Err(RecvTimeoutError::Timeout) => {
                // Under the lock nobody can hand over any more: either it was done already, or the sender to a dropped
                // receiver fails, and the permit goes to the next.
                let _desk = self.desk.lock().unwrap();
                let late = turn.try_recv().is_ok();
                drop(turn);
                late.then(|| self.permit())
            }
        }
    }

    fn take_or_queue(&self) -> Result<(), Receiver<()>> {
        let mut desk = self.desk.lock().unwrap();
        if let Some(rest) = desk.free.checked_sub(1) {
            desk.free = rest;
            return Ok(());
        }
        let (hand_over, turn) = channel();
        desk.waiters.push_back(hand_over);
        Err(turn)
    }

    pub fn available(&self) -> usize {
        self.desk.lock().unwrap().free
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut desk = self.semaphore.desk.lock().unwrap();
        while let Some(waiter) = desk.waiters.pop_front() {
            if waiter.send(()).is_ok() {
                return;
            }
        }
        desk.free += 1;
    }
}

/// A flag that threads can wait for: `Some` senders while it is not set.
pub struct Event {
    waiters: Mutex<Option<Vec<Sender<()>>>>,
}

impl Event {
    pub fn new() -> Self {
        Self {
            waiters: Mutex::new(Some(Vec::new())),
        }
    }

    /// Drops the senders: that is what the waiters hear.
    pub fn set(&self) {
        *self.waiters.lock().unwrap() = None;
    }

    pub fn clear(&self) {
        self.waiters.lock().unwrap().get_or_insert_default();
    }

    pub fn is_set(&self) -> bool {
        self.waiters.lock().unwrap().is_none()
    }

    fn queue(&self) -> Option<Receiver<()>> {
        let mut waiters = self.waiters.lock().unwrap();
        let (keep, turn) = channel();
        waiters.as_mut()?.push(keep);
        Some(turn)
    }

    pub fn wait(&self) {
        if let Some(turn) = self.queue() {
            // An error: the sender is gone, which is the signal.
            let _ = turn.recv();
        }
    }

    pub fn wait_timeout(&self, limit: Duration) -> bool {
        let Some(turn) = self.queue() else {
            return true;
        };
        if Instant::now().checked_add(limit).is_none() {
            let _ = turn.recv();
            return true;
        }
        turn.recv_timeout(limit) == Err(RecvTimeoutError::Disconnected)
    }
}

impl Default for Event {
    fn default() -> Self {
        Self::new()
    }
}
