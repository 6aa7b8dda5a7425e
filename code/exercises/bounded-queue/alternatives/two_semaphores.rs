//! design: two counting semaphores, one for free places and one for items, around a plain locked deque

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

/// Counts permits. A broken one lets everyone through at once: that is how `close` wakes all.
struct Semaphore {
    state: Mutex<Permits>,
    changed: Condvar,
}

struct Permits {
    free: usize,
    broken: bool,
}

#[derive(PartialEq)]
enum Outcome {
    Granted,
    Broken,
    TooLate,
}

impl Semaphore {
    fn new(free: usize) -> Self {
        Self {
            state: Mutex::new(Permits {
                free,
                broken: false,
            }),
            changed: Condvar::new(),
        }
    }

    /// Takes a permit if there is one, else waits until the deadline; `None` waits for ever.
    fn acquire(&self, deadline: Option<Instant>) -> Outcome {
        let mut state = self.state.lock().unwrap();
        loop {
            if state.free > 0 {
                state.free -= 1;
                return Outcome::Granted;
            }
            if state.broken {
                return Outcome::Broken;
            }
            let Some(deadline) = deadline else {
                state = self.changed.wait(state).unwrap();
                continue;
            };
            let now = Instant::now();
            if now >= deadline {
                return Outcome::TooLate;
            }
            state = self.changed.wait_timeout(state, deadline - now).unwrap().0;
        }
    }

    fn release(&self) {
        self.state.lock().unwrap().free += 1;
        self.changed.notify_one();
    }

    fn break_open(&self) {
        self.state.lock().unwrap().broken = true;
        self.changed.notify_all();
    }
}

pub struct BoundedQueue<T> {
    places: Semaphore,
    available: Semaphore,
    state: Mutex<(VecDeque<T>, bool)>,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> Self {
        Self {
            places: Semaphore::new(capacity.get()),
            available: Semaphore::new(0),
            state: Mutex::new((VecDeque::new(), false)),
        }
    }

    pub fn push(&self, item: T) -> Result<(), PushError<T>> {
        match self.places.acquire(None) {
            Outcome::Granted => self.fill_place(item),
            Outcome::Broken | Outcome::TooLate => Err(PushError::Closed(item)),
        }
    }

    pub fn try_push(&self, item: T) -> Result<(), PushError<T>> {
        match self.places.acquire(Some(Instant::now())) {
            Outcome::Granted => self.fill_place(item),
            Outcome::Broken => Err(PushError::Closed(item)),
            Outcome::TooLate => Err(PushError::Full(item)),
        }
    }

    /// The caller holds a permit of `places`.
    fn fill_place(&self, item: T) -> Result<(), PushError<T>> {
        let mut state = self.state.lock().unwrap();
        if state.1 {
            drop(state);
            self.places.release();
            return Err(PushError::Closed(item));
        }
        state.0.push_back(item);
        // Under the lock: `close` must not break `available` before the permit of this item is in it.
        self.available.release();
        Ok(())
    }

    pub fn pop(&self) -> Result<T, PopError> {
        self.take(self.available.acquire(None))
    }

    pub fn pop_timeout(&self, limit: Duration) -> Result<T, PopError> {
        self.take(self.available.acquire(Instant::now().checked_add(limit)))
    }

    fn take(&self, outcome: Outcome) -> Result<T, PopError> {
        match outcome {
            Outcome::Broken => Err(PopError::Closed),
            Outcome::TooLate => Err(PopError::Empty),
            Outcome::Granted => {
                let item = self.state.lock().unwrap().0.pop_front();
                self.places.release();
                Ok(item.expect("a permit of `available` stands for one item"))
            }
        }
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.1 = true;
        self.places.break_open();
        self.available.break_open();
    }

    pub fn len(&self) -> usize {
        self.state.lock().unwrap().0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
