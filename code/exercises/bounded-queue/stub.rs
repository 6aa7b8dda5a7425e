//! A bounded queue: producers wait while it is full, consumers wait while it is empty.

use std::marker::PhantomData;
use std::num::NonZeroUsize;
use std::time::Duration;

/// A first-in, first-out queue with a fixed capacity, shared by reference between threads.
pub struct BoundedQueue<T> {
    items: PhantomData<T>, // replace this by your own fields
}

/// Why an item was not taken. The item comes back.
#[derive(Debug, PartialEq, Eq)]
pub enum PushError<T> {
    /// The queue is closed.
    Closed(T),
    /// The queue is full. Only `try_push` says this.
    Full(T),
}

/// Why there is no item.
#[derive(Debug, PartialEq, Eq)]
pub enum PopError {
    /// The queue is closed and empty.
    Closed,
    /// The limit passed and the queue was empty. Only `pop_timeout` says this.
    Empty,
}

impl<T> BoundedQueue<T> {
    /// An empty, open queue for at most `capacity` items.
    pub fn new(capacity: NonZeroUsize) -> Self {
        todo!("an empty queue for {capacity} items")
    }

    /// Adds an item at the end; waits while the queue is full.
    ///
    /// `Err(Closed(item))` when the queue is closed, before or during the wait.
    pub fn push(&self, item: T) -> Result<(), PushError<T>> {
        let _ = (&self.items, item);
        todo!("wait for a free place, add the item, tell a consumer")
    }

    /// Adds an item at the end without waiting.
    ///
    /// A queue that is both closed and full says `Closed`.
    pub fn try_push(&self, item: T) -> Result<(), PushError<T>> {
        let _ = item;
        todo!("add the item if there is a free place now")
    }

    /// Takes the item at the front; waits while the queue is empty.
    ///
    /// After `close` the rest is handed out, then `Err(Closed)`.
    pub fn pop(&self) -> Result<T, PopError> {
        todo!("wait for an item, take it, tell a producer")
    }

    /// Like `pop`, but waits no longer than `limit`, then says `Err(Empty)`.
    ///
    /// `Duration::ZERO` never waits, `Duration::MAX` waits for ever.
    pub fn pop_timeout(&self, limit: Duration) -> Result<T, PopError> {
        todo!("like pop, for at most {limit:?}")
    }

    /// Refuses further items and wakes everyone who waits. A second call changes nothing.
    pub fn close(&self) {
        todo!("remember it and wake every waiter")
    }

    /// The number of items in the queue now.
    pub fn len(&self) -> usize {
        todo!("count the items")
    }

    /// Whether there is no item in the queue now.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
