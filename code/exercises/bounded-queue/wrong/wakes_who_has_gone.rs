//! caught by: a_timeout_loses_nothing: a thread that gave up stays on the list, and the next item is announced to it instead of to one that still waits
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::thread::{self, Thread};
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
    capacity: usize,
    state: Mutex<State<T>>,
}

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    producers: VecDeque<Thread>,
    consumers: VecDeque<Thread>,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> Self {
        Self {
            capacity: capacity.get(),
            state: Mutex::new(State {
                items: VecDeque::new(),
                closed: false,
                producers: VecDeque::new(),
                consumers: VecDeque::new(),
            }),
        }
    }

    pub fn push(&self, mut item: T) -> Result<(), PushError<T>> {
        loop {
            match self.add(item, Some(thread::current())) {
                Err(PushError::Full(back)) => item = back,
                done => return done,
            }
            thread::park();
        }
    }

    pub fn try_push(&self, item: T) -> Result<(), PushError<T>> {
        self.add(item, None)
    }

    /// Tries once; a caller that will park leaves its handle behind, under the same lock.
    fn add(&self, item: T, caller: Option<Thread>) -> Result<(), PushError<T>> {
        let mut state = self.state.lock().unwrap();
        if state.closed {
            return Err(PushError::Closed(item));
        }
        if state.items.len() >= self.capacity {
            state.producers.extend(caller);
            return Err(PushError::Full(item));
        }
        state.items.push_back(item);
        wake(&mut state.consumers);
        Ok(())
    }

    pub fn pop(&self) -> Result<T, PopError> {
        loop {
            match self.take() {
                Err(PopError::Empty) => thread::park(),
                done => return done,
            }
        }
    }

    pub fn pop_timeout(&self, limit: Duration) -> Result<T, PopError> {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            return self.pop();
        };
        loop {
            match self.take() {
                Err(PopError::Empty) => {}
                done => return done,
            }
            let now = Instant::now();
            if now >= deadline {
                return Err(PopError::Empty);
            }
            thread::park_timeout(deadline - now);
        }
    }

    fn take(&self) -> Result<T, PopError> {
        let mut state = self.state.lock().unwrap();
        match state.items.pop_front() {
            Some(item) => {
                wake(&mut state.producers);
                Ok(item)
            }
            None if state.closed => Err(PopError::Closed),
            None => {
                state.consumers.push_back(thread::current());
                Err(PopError::Empty)
            }
        }
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.closed = true;
        while !state.producers.is_empty() {
            wake(&mut state.producers);
        }
        while !state.consumers.is_empty() {
            wake(&mut state.consumers);
        }
    }

    pub fn len(&self) -> usize {
        self.state.lock().unwrap().items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Wakes the one that has waited longest.
fn wake(threads: &mut VecDeque<Thread>) {
    if let Some(thread) = threads.pop_front() {
        thread.unpark();
    }
}
