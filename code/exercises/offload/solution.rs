//! Threads of their own for work that computes, awaited from asynchronous code.

use std::any::Any;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

/// Why there is no value.
#[derive(Debug, PartialEq, Eq)]
pub enum OffloadError {
    /// Every thread is at work, and the queue is full.
    Busy,
    /// The job panicked with this message.
    Panicked(String),
}

/// Threads that do jobs for asynchronous callers; clones stand for the same threads.
///
/// When the last clone is dropped the threads end, without anybody waiting for them.
#[derive(Clone)]
pub struct Offload {
    handle: Arc<Handle>,
}

impl Offload {
    /// So many threads, and a queue in which so many jobs can wait for one of them.
    ///
    /// # Panics
    /// When the system has no room for a thread.
    pub fn new(threads: NonZeroUsize, queue: usize) -> Self {
        let pool = Arc::new(Pool::default());
        for number in 0..threads.get() {
            let pool = pool.clone();
            thread::Builder::new()
                .name(format!("offload-{number}"))
                .spawn(move || pool.work())
                .expect("the system has room for a thread");
        }
        // More places than a semaphore can count are more than memory can hold.
        let places = threads
            .get()
            .saturating_add(queue)
            .min(Semaphore::MAX_PERMITS);
        Self {
            handle: Arc::new(Handle {
                pool,
                places: Arc::new(Semaphore::new(places)),
            }),
        }
    }

    /// Does the job on one of the threads. While the queue is full, waits for a place in it.
    ///
    /// When the future is dropped before the job has begun, the job is dropped with it, and its place is free. A job that
    /// has begun goes on.
    ///
    /// # Errors
    /// [`OffloadError::Panicked`] when the job panics.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let place = self.handle.places.clone().acquire_owned().await;
        self.outcome(place.expect("it is never closed"), job).await
    }

    /// The same, but [`OffloadError::Busy`] at once when the queue is full.
    ///
    /// # Errors
    /// [`OffloadError::Busy`], and [`OffloadError::Panicked`] when the job panics.
    pub async fn try_run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        match self.handle.places.clone().try_acquire_owned() {
            Ok(place) => self.outcome(place, job).await,
            Err(_) => Err(OffloadError::Busy),
        }
    }

    async fn outcome<T: Send + 'static>(
        &self,
        place: OwnedSemaphorePermit,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let (tell, told) = oneshot::channel();
        let job = move || {
            let outcome = catch_unwind(AssertUnwindSafe(job));
            // Before the caller knows: it may hand in the next job at once.
            drop(place);
            // Nobody listens any more when the caller was dropped.
            let _ = tell.send(outcome);
        };
        let _ticket = self.handle.pool.take_in(Box::new(job));
        match told.await.expect("a job that has begun tells its outcome") {
            Ok(value) => Ok(value),
            Err(panic) => Err(OffloadError::Panicked(message(panic))),
        }
    }
}

/// What callers share. Its drop ends the threads, which therefore must not own it.
struct Handle {
    pool: Arc<Pool>,
    /// One for each job that runs or waits: as many as there are threads, and the queue.
    places: Arc<Semaphore>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.pool.lock().is_closed = true;
        self.pool.news.notify_all();
    }
}

/// What callers and threads share.
#[derive(Default)]
struct Pool {
    state: Mutex<State>,
    /// A job waits, or the pool is closed.
    news: Condvar,
}

#[derive(Default)]
struct State {
    /// The jobs that have not begun, by number: the oldest is first, and any can be taken back.
    waiting: BTreeMap<u64, Job>,
    taken_in: u64,
    is_closed: bool,
}

/// A job owns its place: to drop it is to free the place.
type Job = Box<dyn FnOnce() + Send>;

impl Pool {
    fn take_in(&self, job: Job) -> Ticket<'_> {
        let mut state = self.lock();
        let number = state.taken_in;
        state.taken_in += 1;
        state.waiting.insert(number, job);
        drop(state);
        self.news.notify_one();
        Ticket { pool: self, number }
    }

    /// What each thread does.
    fn work(&self) {
        while let Some(job) = self.next() {
            // Panics of the job are caught inside; this one is for an outcome whose drop panics.
            let _ = catch_unwind(AssertUnwindSafe(job));
        }
    }

    fn next(&self) -> Option<Job> {
        let mut state = self.lock();
        loop {
            if let Some((_, job)) = state.waiting.pop_first() {
                return Some(job);
            }
            if state.is_closed {
                return None;
            }
            state = self
                .news
                .wait(state)
                .expect("nothing panics under the lock");
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nothing panics under the lock")
    }
}

/// Takes its job back when it is dropped, unless the job has begun.
struct Ticket<'pool> {
    pool: &'pool Pool,
    number: u64,
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        let job = self.pool.lock().waiting.remove(&self.number);
        // Not under the lock: what the job owns is somebody else's code.
        drop(job);
    }
}

fn message(panic: Box<dyn Any + Send>) -> String {
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => match panic.downcast::<&str>() {
            Ok(text) => (*text).to_owned(),
            Err(_) => "the panic has no text".to_owned(),
        },
    }
}
