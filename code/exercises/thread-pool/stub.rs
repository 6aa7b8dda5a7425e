//! A fixed number of threads that do jobs, and a handle for each job.

use std::marker::PhantomData;
use std::num::NonZeroUsize;
use std::time::Duration;

/// Threads that do jobs. Dropping it is the same as [`ThreadPool::shutdown`].
pub struct ThreadPool {
    // your fields
}

/// The way back to one job. Dropping it does not stop the job.
pub struct TaskHandle<T> {
    job: PhantomData<fn() -> T>, // replace this by your own fields
}

/// Why a job has no value.
#[derive(Debug, PartialEq, Eq)]
pub enum TaskError {
    /// It panicked; this is its message.
    Panicked(String),
    /// It was thrown away before it began.
    Cancelled,
}

/// The pool takes no more jobs.
#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

impl ThreadPool {
    /// Starts a pool of `workers` threads.
    pub fn new(workers: NonZeroUsize) -> Self {
        todo!("start {workers} workers")
    }

    /// Hands in a job, without waiting for a worker.
    pub fn submit<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<TaskHandle<T>, Closed> {
        let _ = job;
        todo!("put the job into the queue")
    }

    /// Takes no more jobs, does those that were handed in, and joins the workers.
    pub fn shutdown(&self) {
        todo!("close the queue, let the workers finish it, join them")
    }

    /// Takes no more jobs, throws away those that have not begun, lets the others finish, and joins the workers.
    ///
    /// Says how many jobs it threw away; their handles say [`TaskError::Cancelled`].
    pub fn shutdown_now(&self) -> usize {
        todo!("empty the queue, close it, join the workers")
    }
}

impl<T> TaskHandle<T> {
    /// Waits until the job has ended in one way or another.
    pub fn join(self) -> Result<T, TaskError> {
        let _ = self.job;
        todo!("wait for the job")
    }

    /// As [`TaskHandle::join`], but gives the handle back when the job has not ended after `limit`.
    pub fn join_timeout(self, limit: Duration) -> Result<Result<T, TaskError>, Self> {
        todo!("wait for the job, {limit:?} at most")
    }
}
