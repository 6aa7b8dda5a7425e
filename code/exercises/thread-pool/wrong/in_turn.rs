//! caught by: a_free_worker_takes_what_waits: each worker has a queue of its own, and jobs are dealt out in turn

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    jobs: Mutex<Option<Vec<Sender<Job>>>>,
    next: AtomicUsize,
    cancelled: Arc<AtomicBool>,
    thrown_away: Arc<AtomicUsize>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

pub struct TaskHandle<T> {
    outcome: Receiver<Result<T, TaskError>>,
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
        let mut jobs = Vec::new();
        let cancelled = Arc::new(AtomicBool::new(false));
        let thrown_away = Arc::new(AtomicUsize::new(0));
        let mut threads = Vec::new();
        for _ in 0..workers.get() {
            let (sender, receiver) = channel::<Job>();
            jobs.push(sender);
            let cancelled = cancelled.clone();
            let thrown_away = thrown_away.clone();
            threads.push(thread::spawn(move || {
                for job in receiver {
                    if cancelled.load(Ordering::SeqCst) {
                        thrown_away.fetch_add(1, Ordering::SeqCst);
                        continue;
                    }
                    job();
                }
            }));
        }
        ThreadPool {
            jobs: Mutex::new(Some(jobs)),
            next: AtomicUsize::new(0),
            cancelled,
            thrown_away,
            threads: Mutex::new(threads),
        }
    }

    pub fn submit<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<TaskHandle<T>, Closed> {
        let (sender, outcome) = channel();
        let job = Box::new(move || {
            let result = catch_unwind(AssertUnwindSafe(job));
            let _ = sender.send(result.map_err(|payload| TaskError::Panicked(message(payload))));
        });
        match &*self.jobs.lock().unwrap() {
            Some(jobs) => {
                let turn = self.next.fetch_add(1, Ordering::Relaxed) % jobs.len();
                jobs[turn].send(job).map_err(|_| Closed)?;
                Ok(TaskHandle { outcome })
            }
            None => Err(Closed),
        }
    }

    pub fn shutdown(&self) {
        // The workers end when the last sender is gone.
        drop(self.jobs.lock().unwrap().take());
        for thread in self.threads.lock().unwrap().drain(..) {
            if thread.thread().id() != thread::current().id() {
                thread.join().unwrap();
            }
        }
    }

    pub fn shutdown_now(&self) -> usize {
        self.cancelled.store(true, Ordering::SeqCst);
        self.shutdown();
        self.thrown_away.swap(0, Ordering::SeqCst)
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shutdown();
    }
}

impl<T> TaskHandle<T> {
    pub fn join(self) -> Result<T, TaskError> {
        match self.outcome.recv() {
            Ok(outcome) => outcome,
            Err(_) => Err(TaskError::Cancelled),
        }
    }

    pub fn join_timeout(self, limit: Duration) -> Result<Result<T, TaskError>, Self> {
        match self.outcome.recv_timeout(limit) {
            Ok(outcome) => Ok(outcome),
            Err(RecvTimeoutError::Timeout) => Err(self),
            Err(RecvTimeoutError::Disconnected) => Ok(Err(TaskError::Cancelled)),
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
