//! caught by: close_wakes_every_consumer, close_wakes_every_producer, nothing_is_lost_or_doubled: close sets an atomic without the lock, between the look of a waiter and its sleep

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

pub struct BoundedQueue<T> {
    items: Mutex<VecDeque<T>>,
    closed: AtomicBool,
    not_empty: Condvar,
    not_full: Condvar,
    capacity: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub enum PushError<T> {
    Closed(T),
    Full(T),
}

#[derive(Debug, PartialEq, Eq)]
pub enum PopError {
    Closed,
    Empty,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> Self {
        Self {
            items: Mutex::new(VecDeque::new()),
            closed: AtomicBool::new(false),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
            capacity: capacity.get(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), PushError<T>> {
        let mut items = self.items.lock().unwrap();
        while items.len() == self.capacity && !self.closed.load(Ordering::SeqCst) {
            items = self.not_full.wait(items).unwrap();
        }
        if self.closed.load(Ordering::SeqCst) {
            return Err(PushError::Closed(item));
        }
        items.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn try_push(&self, item: T) -> Result<(), PushError<T>> {
        let mut items = self.items.lock().unwrap();
        if self.closed.load(Ordering::SeqCst) {
            return Err(PushError::Closed(item));
        }
        if items.len() == self.capacity {
            return Err(PushError::Full(item));
        }
        items.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Result<T, PopError> {
        let mut items = self.items.lock().unwrap();
        while items.is_empty() && !self.closed.load(Ordering::SeqCst) {
            items = self.not_empty.wait(items).unwrap();
        }
        match items.pop_front() {
            Some(item) => {
                self.not_full.notify_one();
                Ok(item)
            }
            None => Err(PopError::Closed),
        }
    }

    pub fn pop_timeout(&self, limit: Duration) -> Result<T, PopError> {
        let deadline = Instant::now().checked_add(limit);
        let mut items = self.items.lock().unwrap();
        loop {
            if let Some(item) = items.pop_front() {
                self.not_full.notify_one();
                return Ok(item);
            }
            if self.closed.load(Ordering::SeqCst) {
                return Err(PopError::Closed);
            }
            let left = match deadline {
                Some(deadline) => deadline.saturating_duration_since(Instant::now()),
                None => limit,
            };
            if left.is_zero() {
                return Err(PopError::Empty);
            }
            items = self.not_empty.wait_timeout(items, left).unwrap().0;
        }
    }

    pub fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }

    pub fn len(&self) -> usize {
        self.items.lock().unwrap().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
