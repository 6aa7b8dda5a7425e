//! design: one lock, one condition, and everybody is woken at each change

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

/// Why an item was not taken.
#[derive(Debug, PartialEq, Eq)]
pub enum PushError<T> {
    Closed(T),
    Full(T),
}

/// Why there is no item.
#[derive(Debug, PartialEq, Eq)]
pub enum PopError {
    Closed,
    Empty,
}

pub struct BoundedQueue<T> {
    state: Mutex<(VecDeque<T>, bool)>,
    changed: Condvar,
    capacity: NonZeroUsize,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> Self {
        Self {
            state: Mutex::new((VecDeque::new(), false)),
            changed: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), PushError<T>> {
        let mut state = self.state.lock().unwrap();
        loop {
            let (items, closed) = &mut *state;
            if *closed {
                return Err(PushError::Closed(item));
            }
            if items.len() < self.capacity.get() {
                items.push_back(item);
                // Producers and consumers sleep on the same condition: waking one could wake the wrong kind.
                self.changed.notify_all();
                return Ok(());
            }
            state = self.changed.wait(state).unwrap();
        }
    }

    pub fn try_push(&self, item: T) -> Result<(), PushError<T>> {
        let mut state = self.state.lock().unwrap();
        let (items, closed) = &mut *state;
        if *closed {
            Err(PushError::Closed(item))
        } else if items.len() == self.capacity.get() {
            Err(PushError::Full(item))
        } else {
            items.push_back(item);
            self.changed.notify_all();
            Ok(())
        }
    }

    pub fn pop(&self) -> Result<T, PopError> {
        self.pop_until(None)
    }

    pub fn pop_timeout(&self, limit: Duration) -> Result<T, PopError> {
        self.pop_until(Instant::now().checked_add(limit))
    }

    fn pop_until(&self, deadline: Option<Instant>) -> Result<T, PopError> {
        let mut state = self.state.lock().unwrap();
        loop {
            let (items, closed) = &mut *state;
            if let Some(item) = items.pop_front() {
                self.changed.notify_all();
                return Ok(item);
            }
            if *closed {
                return Err(PopError::Closed);
            }
            state = match deadline {
                None => self.changed.wait(state).unwrap(),
                Some(deadline) => {
                    let now = Instant::now();
                    if now >= deadline {
                        return Err(PopError::Empty);
                    }
                    self.changed.wait_timeout(state, deadline - now).unwrap().0
                }
            };
        }
    }

    pub fn close(&self) {
        self.state.lock().unwrap().1 = true;
        self.changed.notify_all();
    }

    pub fn len(&self) -> usize {
        self.state.lock().unwrap().0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
