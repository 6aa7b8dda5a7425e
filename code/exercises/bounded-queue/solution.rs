//! A bounded queue with one lock and two conditions.
//!
//! Everything that changes together (the items and whether the queue is closed) is behind one lock, so that no thread
//! can decide to sleep on a state that has already changed. There is one condition per question somebody may wait for:
//! consumers wait for "there is an item", producers wait for "there is a free place". One pushed item answers the
//! question of exactly one consumer, so `notify_one` is enough, and it can never be swallowed by a producer.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A first-in, first-out queue with a fixed capacity, shared by reference between threads.
///
/// Dropping it drops the items that are left.
pub struct BoundedQueue<T> {
    capacity: usize,
    state: Mutex<State<T>>,
    /// Consumers sleep here. Signaled after each push, and by `close`.
    not_empty: Condvar,
    /// Producers sleep here. Signaled after each pop, and by `close`.
    not_full: Condvar,
}

struct State<T> {
    /// Grows on demand up to `capacity`: a queue for a billion items costs nothing while it is empty.
    items: VecDeque<T>,
    closed: bool,
}

/// Why an item was not taken. The item comes back.
#[derive(Debug, PartialEq, Eq)]
pub enum PushError<T> {
    /// The queue is closed.
    Closed(T),
    /// The queue is full. Only [`BoundedQueue::try_push`] says this.
    Full(T),
}

/// Why there is no item.
#[derive(Debug, PartialEq, Eq)]
pub enum PopError {
    /// The queue is closed and empty.
    Closed,
    /// The limit passed and the queue was empty. Only [`BoundedQueue::pop_timeout`] says this.
    Empty,
}

impl<T> BoundedQueue<T> {
    /// An empty, open queue for at most `capacity` items.
    pub fn new(capacity: NonZeroUsize) -> Self {
        Self {
            capacity: capacity.get(),
            state: Mutex::new(State {
                items: VecDeque::new(),
                closed: false,
            }),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
        }
    }

    /// Adds an item at the end; waits while the queue is full.
    ///
    /// # Errors
    /// [`PushError::Closed`] when the queue is closed, before or during the wait.
    pub fn push(&self, item: T) -> Result<(), PushError<T>> {
        let state = self
            .not_full
            .wait_while(self.lock(), |state| {
                !state.closed && state.items.len() >= self.capacity
            })
            .unwrap_or_else(PoisonError::into_inner);
        self.add(state, item)
    }

    /// Adds an item at the end without waiting.
    ///
    /// # Errors
    /// [`PushError::Closed`] when the queue is closed, also when it is full as well; [`PushError::Full`] otherwise.
    pub fn try_push(&self, item: T) -> Result<(), PushError<T>> {
        let state = self.lock();
        if !state.closed && state.items.len() >= self.capacity {
            return Err(PushError::Full(item));
        }
        self.add(state, item)
    }

    /// Takes the item at the front; waits while the queue is empty.
    ///
    /// # Errors
    /// [`PopError::Closed`] when the queue is closed and nothing is left in it.
    pub fn pop(&self) -> Result<T, PopError> {
        let state = self
            .not_empty
            .wait_while(self.lock(), |state| !state.closed && state.items.is_empty())
            .unwrap_or_else(PoisonError::into_inner);
        self.take(state)
    }

    /// Like [`pop`](Self::pop), but waits no longer than `limit`.
    ///
    /// # Errors
    /// [`PopError::Closed`] when the queue is closed and nothing is left in it, [`PopError::Empty`] when it is open and
    /// still empty after `limit`.
    pub fn pop_timeout(&self, limit: Duration) -> Result<T, PopError> {
        // A deadline that lies beyond what an `Instant` can hold never comes.
        let Some(deadline) = Instant::now().checked_add(limit) else {
            return self.pop();
        };
        let mut state = self.lock();
        while !state.closed && state.items.is_empty() {
            let remaining = deadline.saturating_duration_since(Instant::now());
            if remaining.is_zero() {
                return Err(PopError::Empty);
            }
            // Whether the wait timed out does not matter: the loop looks at the items first and at the clock second, so
            // an item that arrives at the last moment is taken.
            (state, _) = self
                .not_empty
                .wait_timeout(state, remaining)
                .unwrap_or_else(PoisonError::into_inner);
        }
        self.take(state)
    }

    /// Refuses further items and wakes everyone who waits. A second call changes nothing.
    pub fn close(&self) {
        self.lock().closed = true;
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }

    /// The number of items in the queue now; another thread may have changed it when you look at the answer.
    pub fn len(&self) -> usize {
        self.lock().items.len()
    }

    /// Whether there is no item in the queue now.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn add(&self, mut state: MutexGuard<'_, State<T>>, item: T) -> Result<(), PushError<T>> {
        if state.closed {
            return Err(PushError::Closed(item));
        }
        state.items.push_back(item);
        // Signal after unlocking, so that the woken thread does not run into a lock that is still held.
        drop(state);
        self.not_empty.notify_one();
        Ok(())
    }

    fn take(&self, mut state: MutexGuard<'_, State<T>>) -> Result<T, PopError> {
        let item = state.items.pop_front().ok_or(PopError::Closed)?;
        drop(state);
        self.not_full.notify_one();
        Ok(item)
    }

    /// No code of ours panics while it holds the lock and no code of the caller runs under it, so the state behind a
    /// poisoned lock is whole.
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
