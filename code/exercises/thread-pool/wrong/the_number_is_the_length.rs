//! caught by: every_job_has_its_outcome: the length of the queue is no number of its own, so two jobs write to one place

use std::any::Any;
use std::collections::{HashMap, VecDeque};
use std::marker::PhantomData;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

type Job = Box<dyn FnOnce() -> Box<dyn Any + Send> + Send>;

struct Queue {
    jobs: VecDeque<(usize, Job)>,
    closed: bool,
}

struct Shared {
    queue: Mutex<Queue>,
    work_to_do: Condvar,
}

pub struct ThreadPool {
    shared: Arc<Shared>,
    results: Arc<Results>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// What came of the jobs, by their numbers.
struct Results {
    ready: Mutex<HashMap<usize, Outcome>>,
    ended: Condvar,
}

type Outcome = Result<Box<dyn Any + Send>, TaskError>;

pub struct TaskHandle<T> {
    number: usize,
    results: Arc<Results>,
    of: PhantomData<fn() -> T>,
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
        let results = Arc::new(Results {
            ready: Mutex::new(HashMap::new()),
            ended: Condvar::new(),
        });
        let threads = (0..workers.get())
            .map(|_| {
                let shared = shared.clone();
                let results = results.clone();
                thread::spawn(move || work(&shared, &results))
            })
            .collect();
        ThreadPool {
            shared,
            results,
            threads: Mutex::new(threads),
        }
    }

    pub fn submit<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<TaskHandle<T>, Closed> {
        let mut queue = self.shared.queue.lock().unwrap();
        if queue.closed {
            return Err(Closed);
        }
        let number = queue.jobs.len();
        queue
            .jobs
            .push_back((number, Box::new(move || Box::new(job()))));
        self.shared.work_to_do.notify_one();
        Ok(TaskHandle {
            number,
            results: self.results.clone(),
            of: PhantomData,
        })
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
        for (number, _) in jobs {
            self.results.put(number, Err(TaskError::Cancelled));
        }
        self.shutdown();
        count
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shutdown();
    }
}

impl Results {
    fn put(&self, number: usize, outcome: Outcome) {
        self.ready.lock().unwrap().insert(number, outcome);
        self.ended.notify_all();
    }
}

fn work(shared: &Shared, results: &Results) {
    loop {
        let mut queue = shared.queue.lock().unwrap();
        let (number, job) = loop {
            if let Some(job) = queue.jobs.pop_front() {
                break job;
            }
            if queue.closed {
                return;
            }
            queue = shared.work_to_do.wait(queue).unwrap();
        };
        drop(queue);
        let outcome = catch_unwind(AssertUnwindSafe(job));
        results.put(
            number,
            outcome.map_err(|payload| TaskError::Panicked(message(payload))),
        );
    }
}

impl<T: 'static> TaskHandle<T> {
    pub fn join(self) -> Result<T, TaskError> {
        let mut ready = self.results.ready.lock().unwrap();
        loop {
            if let Some(outcome) = ready.remove(&self.number) {
                return outcome.map(|value| *value.downcast().unwrap());
            }
            ready = self.results.ended.wait(ready).unwrap();
        }
    }

    pub fn join_timeout(self, limit: Duration) -> Result<Result<T, TaskError>, Self> {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            return Ok(self.join());
        };
        let mut ready = self.results.ready.lock().unwrap();
        loop {
            if let Some(outcome) = ready.remove(&self.number) {
                return Ok(outcome.map(|value| *value.downcast().unwrap()));
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                drop(ready);
                return Err(self);
            }
            ready = self.results.ended.wait_timeout(ready, left).unwrap().0;
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
