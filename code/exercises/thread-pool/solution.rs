//! A queue of jobs behind one lock, and for each job a place for its outcome that the worker and the handle share.
//!
//! A worker never runs, and nobody ever drops, a caller's code under a lock of the pool: a job may submit others, and what
//! it owns may do so when it is dropped. A job puts an outcome into its place in every case: its value, its panic, or
//! `Cancelled`, which the destructor of an entry of the queue writes when the entry was never run.

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Threads that do jobs.
///
/// Dropping it is the same as [`ThreadPool::shutdown`]; when one of its own jobs does so, its worker is not joined.
pub struct ThreadPool {
    shared: Arc<Shared>,
    /// Locked by who joins, for as long as it takes: whoever shuts down a second time waits for the first one.
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// The way back to one job. Dropping it does not stop the job.
#[must_use = "a job whose handle is dropped is done, but nobody learns of its failure"]
pub struct TaskHandle<T> {
    place: Arc<Place<T>>,
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

struct Shared {
    queue: Mutex<Queue>,
    /// Workers sleep here until there is a job, or none will come.
    work_to_do: Condvar,
}

struct Queue {
    jobs: VecDeque<Box<dyn FnOnce() + Send>>,
    closed: bool,
}

/// Where a job leaves its outcome. It is left once and taken once.
struct Place<T> {
    outcome: Mutex<Option<Result<T, TaskError>>>,
    ended: Condvar,
}

/// A job's duty to leave an outcome; `None` when it has done so.
struct Duty<T>(Option<Arc<Place<T>>>);

impl ThreadPool {
    /// Starts a pool of `workers` threads.
    ///
    /// # Panics
    /// When the system has no room for so many threads; those that were started end.
    pub fn new(workers: NonZeroUsize) -> Self {
        let pool = Self {
            shared: Arc::new(Shared {
                queue: Mutex::new(Queue {
                    jobs: VecDeque::new(),
                    closed: false,
                }),
                work_to_do: Condvar::new(),
            }),
            threads: Mutex::default(),
        };
        for _ in 0..workers.get() {
            let shared = pool.shared.clone();
            let thread = thread::spawn(move || shared.serve());
            lock(&pool.threads).push(thread);
        }
        pool
    }

    /// Hands in a job, without waiting for a worker.
    ///
    /// # Errors
    /// [`Closed`] once the pool was shut down; the job is dropped.
    pub fn submit<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<TaskHandle<T>, Closed> {
        let place = Arc::new(Place {
            outcome: Mutex::new(None),
            ended: Condvar::new(),
        });
        let duty = Duty(Some(place.clone()));
        let job = Box::new(move || {
            // The job is gone whether or not it panics.
            let outcome = catch_unwind(AssertUnwindSafe(job));
            duty.fulfill(outcome.map_err(|payload| TaskError::Panicked(message(&*payload))));
        });
        let mut queue = lock(&self.shared.queue);
        if queue.closed {
            drop(queue);
            return Err(Closed);
        }
        queue.jobs.push_back(job);
        drop(queue);
        self.shared.work_to_do.notify_one();
        Ok(TaskHandle { place })
    }

    /// Takes no more jobs, does those that were handed in, and joins the workers.
    ///
    /// Must not be called by a job of this pool, which would wait for itself.
    pub fn shutdown(&self) {
        lock(&self.shared.queue).closed = true;
        self.shared.work_to_do.notify_all();
        let mut threads = lock(&self.threads);
        for thread in threads.drain(..) {
            // A job of the pool may drop the pool. Its worker ends by itself, after this job and the queue.
            if thread.thread().id() != thread::current().id() {
                // A worker catches the panics of its jobs, and has none of its own.
                let _ = thread.join();
            }
        }
    }

    /// Takes no more jobs, throws away those that have not begun, lets the others finish, and joins the workers.
    ///
    /// Says how many jobs it threw away; their handles say [`TaskError::Cancelled`]. Must not be called by a job of this
    /// pool.
    pub fn shutdown_now(&self) -> usize {
        let unwanted = {
            let mut queue = lock(&self.shared.queue);
            queue.closed = true;
            std::mem::take(&mut queue.jobs)
        };
        let count = unwanted.len();
        drop(unwanted);
        self.shutdown();
        count
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shutdown();
    }
}

impl<T> TaskHandle<T> {
    /// Waits until the job has ended in one way or another.
    ///
    /// # Errors
    /// What became of the job when it has no value.
    pub fn join(self) -> Result<T, TaskError> {
        let mut outcome = lock(&self.place.outcome);
        loop {
            if let Some(outcome) = outcome.take() {
                return outcome;
            }
            let woken = self.place.ended.wait(outcome);
            outcome = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// As [`TaskHandle::join`], but gives the handle back when the job has not ended after `limit`.
    ///
    /// # Errors
    /// The handle itself. The job goes on.
    pub fn join_timeout(self, limit: Duration) -> Result<Result<T, TaskError>, Self> {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            return Ok(self.join());
        };
        let mut outcome = lock(&self.place.outcome);
        loop {
            if let Some(outcome) = outcome.take() {
                return Ok(outcome);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                drop(outcome);
                return Err(self);
            }
            let woken = self.place.ended.wait_timeout(outcome, left);
            outcome = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Shared {
    /// The life of a worker.
    fn serve(&self) {
        while let Some(job) = self.next_job() {
            // A job leaves its own panic in its place. This one is for values nobody waits for, which panic when dropped.
            let _ = catch_unwind(AssertUnwindSafe(job));
        }
    }

    /// Waits for a job; `None` when the pool is closed and the queue is empty.
    fn next_job(&self) -> Option<Box<dyn FnOnce() + Send>> {
        self.work_to_do
            .wait_while(lock(&self.queue), |queue| {
                queue.jobs.is_empty() && !queue.closed
            })
            .unwrap_or_else(PoisonError::into_inner)
            .jobs
            .pop_front()
    }
}

impl<T> Duty<T> {
    fn fulfill(mut self, outcome: Result<T, TaskError>) {
        self.leave(outcome);
    }

    fn leave(&mut self, outcome: Result<T, TaskError>) {
        if let Some(place) = self.0.take() {
            *lock(&place.outcome) = Some(outcome);
            place.ended.notify_one();
        }
    }
}

impl<T> Drop for Duty<T> {
    fn drop(&mut self) {
        self.leave(Err(TaskError::Cancelled));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "the job panicked without a message".to_owned()
    }
}
