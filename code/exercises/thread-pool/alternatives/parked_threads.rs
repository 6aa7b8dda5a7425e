//! design: idle workers park and stand in a list from which submit takes one; who joins a job parks as well

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle, Thread};
use std::time::{Duration, Instant};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    hall: Arc<Mutex<Hall>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

#[derive(Default)]
struct Hall {
    jobs: VecDeque<Job>,
    idle: Vec<Thread>,
    closed: bool,
}

pub struct TaskHandle<T> {
    stage: Arc<Mutex<Stage<T>>>,
}

enum Stage<T> {
    Open,
    Awaited(Thread),
    Ended(Result<T, TaskError>),
    Taken,
}

#[derive(Debug, PartialEq, Eq)]
pub enum TaskError {
    Panicked(String),
    Cancelled,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

/// Ends its stage as cancelled when nobody has ended it before.
struct Ending<T>(Arc<Mutex<Stage<T>>>, bool);

impl<T> Ending<T> {
    fn end(&mut self, outcome: Result<T, TaskError>) {
        self.1 = true;
        let before = std::mem::replace(&mut *self.0.lock().unwrap(), Stage::Ended(outcome));
        if let Stage::Awaited(thread) = before {
            thread.unpark();
        }
    }
}

impl<T> Drop for Ending<T> {
    fn drop(&mut self) {
        if !self.1 {
            self.end(Err(TaskError::Cancelled));
        }
    }
}

impl ThreadPool {
    pub fn new(workers: NonZeroUsize) -> Self {
        let hall = Arc::new(Mutex::new(Hall::default()));
        let threads = (0..workers.get())
            .map(|_| {
                let hall = hall.clone();
                thread::spawn(move || {
                    while let Some(job) = next_job(&hall) {
                        job();
                    }
                })
            })
            .collect();
        Self {
            hall,
            threads: Mutex::new(threads),
        }
    }

    pub fn submit<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<TaskHandle<T>, Closed> {
        let stage = Arc::new(Mutex::new(Stage::Open));
        let mut ending = Ending(stage.clone(), false);
        let job = Box::new(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job));
            ending.end(outcome.map_err(|payload| TaskError::Panicked(message(&*payload))));
        });
        let mut hall = self.hall.lock().unwrap();
        if hall.closed {
            return Err(Closed);
        }
        hall.jobs.push_back(job);
        if let Some(worker) = hall.idle.pop() {
            worker.unpark();
        }
        Ok(TaskHandle { stage })
    }

    pub fn shutdown(&self) {
        {
            let mut hall = self.hall.lock().unwrap();
            hall.closed = true;
            hall.idle.drain(..).for_each(|worker| worker.unpark());
        }
        let mut threads = self.threads.lock().unwrap();
        while let Some(thread) = threads.pop() {
            if thread.thread().id() != thread::current().id() {
                thread.join().unwrap();
            }
        }
    }

    pub fn shutdown_now(&self) -> usize {
        let mut hall = self.hall.lock().unwrap();
        hall.closed = true;
        let unwanted = std::mem::take(&mut hall.jobs);
        drop(hall);
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

fn next_job(hall: &Mutex<Hall>) -> Option<Job> {
    loop {
        {
            let mut hall = hall.lock().unwrap();
            if let Some(job) = hall.jobs.pop_front() {
                return Some(job);
            }
            if hall.closed {
                return None;
            }
            let me = thread::current();
            if !hall.idle.iter().any(|idle| idle.id() == me.id()) {
                hall.idle.push(me);
            }
        }
        thread::park();
    }
}

impl<T> TaskHandle<T> {
    /// The outcome, or the promise that this thread is unparked when it is there.
    fn poll(&self) -> Option<Result<T, TaskError>> {
        let mut stage = self.stage.lock().unwrap();
        match std::mem::replace(&mut *stage, Stage::Taken) {
            Stage::Ended(outcome) => Some(outcome),
            _ => {
                *stage = Stage::Awaited(thread::current());
                None
            }
        }
    }

    pub fn join(self) -> Result<T, TaskError> {
        loop {
            if let Some(outcome) = self.poll() {
                return outcome;
            }
            thread::park();
        }
    }

    pub fn join_timeout(self, limit: Duration) -> Result<Result<T, TaskError>, Self> {
        let started = Instant::now();
        loop {
            if let Some(outcome) = self.poll() {
                return Ok(outcome);
            }
            match limit.checked_sub(started.elapsed()) {
                None | Some(Duration::ZERO) => return Err(self),
                Some(left) => thread::park_timeout(left),
            }
        }
    }
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| text.to_string());
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}
