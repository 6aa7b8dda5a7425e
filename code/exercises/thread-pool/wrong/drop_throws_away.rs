//! caught by: drop_is_shutdown: dropping the pool is an abort

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

type Job = Box<dyn FnOnce() + Send>;

struct Queue {
    jobs: VecDeque<Job>,
    closed: bool,
}

struct Shared {
    queue: Mutex<Queue>,
    work_to_do: Condvar,
}

pub struct ThreadPool {
    shared: Arc<Shared>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

struct Slot<T> {
    outcome: Mutex<Option<Result<T, TaskError>>>,
    ended: Condvar,
}

/// Says `Cancelled` when it is dropped and nothing else was said.
struct Promise<T> {
    slot: Arc<Slot<T>>,
    kept: bool,
}

impl<T> Promise<T> {
    fn keep(&mut self, outcome: Result<T, TaskError>) {
        self.kept = true;
        *self.slot.outcome.lock().unwrap() = Some(outcome);
        self.slot.ended.notify_all();
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        if !self.kept {
            self.keep(Err(TaskError::Cancelled));
        }
    }
}

pub struct TaskHandle<T> {
    slot: Arc<Slot<T>>,
}

#[derive(Debug, PartialEq, Eq)]
pub enum TaskError {
    Panicked(String),
    Cancelled,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

impl ThreadPool {
    pub fn new(workers: NonZeroUsize) -> Self {
        let shared = Arc::new(Shared {
            queue: Mutex::new(Queue {
                jobs: VecDeque::new(),
                closed: false,
            }),
            work_to_do: Condvar::new(),
        });
        let threads = (0..workers.get())
            .map(|_| {
                let shared = shared.clone();
                thread::spawn(move || work(&shared))
            })
            .collect();
        ThreadPool {
            shared,
            threads: Mutex::new(threads),
        }
    }

    pub fn submit<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<TaskHandle<T>, Closed> {
        let slot = Arc::new(Slot {
            outcome: Mutex::new(None),
            ended: Condvar::new(),
        });
        let mut promise = Promise {
            slot: slot.clone(),
            kept: false,
        };
        let job = Box::new(move || {
            let result = catch_unwind(AssertUnwindSafe(job));
            promise.keep(result.map_err(|payload| TaskError::Panicked(message(payload))));
        });
        let mut queue = self.shared.queue.lock().unwrap();
        if queue.closed {
            return Err(Closed);
        }
        queue.jobs.push_back(job);
        self.shared.work_to_do.notify_one();
        Ok(TaskHandle { slot })
    }

    pub fn shutdown(&self) {
        self.shared.queue.lock().unwrap().closed = true;
        self.shared.work_to_do.notify_all();
        for thread in self.threads.lock().unwrap().drain(..) {
            if thread.thread().id() != thread::current().id() {
                thread.join().unwrap();
            }
        }
    }

    pub fn shutdown_now(&self) -> usize {
        let jobs = {
            let mut queue = self.shared.queue.lock().unwrap();
            queue.closed = true;
            std::mem::take(&mut queue.jobs)
        };
        let count = jobs.len();
        drop(jobs);
        self.shutdown();
        count
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shutdown_now();
    }
}

fn work(shared: &Shared) {
    loop {
        let mut queue = shared.queue.lock().unwrap();
        let job = loop {
            if let Some(job) = queue.jobs.pop_front() {
                break job;
            }
            if queue.closed {
                return;
            }
            queue = shared.work_to_do.wait(queue).unwrap();
        };
        drop(queue);
        job();
    }
}

impl<T> TaskHandle<T> {
    pub fn join(self) -> Result<T, TaskError> {
        let mut outcome = self.slot.outcome.lock().unwrap();
        loop {
            if let Some(outcome) = outcome.take() {
                return outcome;
            }
            outcome = self.slot.ended.wait(outcome).unwrap();
        }
    }

    pub fn join_timeout(self, limit: Duration) -> Result<Result<T, TaskError>, Self> {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            return Ok(self.join());
        };
        let mut outcome = self.slot.outcome.lock().unwrap();
        loop {
            if let Some(outcome) = outcome.take() {
                return Ok(outcome);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                drop(outcome);
                return Err(self);
            }
            outcome = self.slot.ended.wait_timeout(outcome, left).unwrap().0;
        }
    }
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&str>() {
            Ok(text) => text.to_string(),
            Err(_) => String::from("unknown panic"),
        },
    }
}
