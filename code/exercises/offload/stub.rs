//! Threads of their own for work that computes, awaited from asynchronous code.

use std::num::NonZeroUsize;

/// Why there is no value.
#[derive(Debug, PartialEq, Eq)]
pub enum OffloadError {
    /// Every thread is at work, and the queue is full.
    Busy,
    /// The job panicked with this message.
    Panicked(String),
}

/// Threads that do jobs for asynchronous callers; clones stand for the same threads.
#[derive(Clone)]
pub struct Offload {
    // The fields are yours.
}

impl Offload {
    /// So many threads, and a queue in which so many jobs can wait for one of them.
    pub fn new(threads: NonZeroUsize, queue: usize) -> Self {
        let _ = (threads, queue);
        todo!("start the threads")
    }

    /// Does the job on one of the threads. While the queue is full, waits for a place in it.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let _ = job;
        todo!("wait for a place, then for the outcome")
    }

    /// The same, but `Busy` at once when the queue is full.
    pub async fn try_run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let _ = job;
        todo!("take a place if there is one, then wait for the outcome")
    }
}
