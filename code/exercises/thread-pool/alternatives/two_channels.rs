//! design: jobs go through one channel, each outcome through one of its own; a flag tells the workers to throw jobs away

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
    jobs: Mutex<Option<Sender<Job>>>,
    discard: Arc<Discard>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

#[derive(Default)]
struct Discard {
    wanted: AtomicBool,
    count: AtomicUsize,
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
        let (jobs, queue) = channel::<Job>();
        let queue = Arc::new(Mutex::new(queue));
        let discard = Arc::new(Discard::default());
        let threads = (0..workers.get())
            .map(|_| {
                let (queue, discard) = (queue.clone(), discard.clone());
                thread::spawn(move || {
                    loop {
                        let next = queue.lock().unwrap().recv();
                        let Ok(job) = next else { break };
                        if discard.wanted.load(Ordering::SeqCst) {
                            discard.count.fetch_add(1, Ordering::SeqCst);
                        } else {
                            job();
                        }
                    }
                })
            })
            .collect();
        Self {
            jobs: Mutex::new(Some(jobs)),
            discard,
            threads: Mutex::new(threads),
        }
    }

    pub fn submit<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<TaskHandle<T>, Closed> {
        let (sender, outcome) = channel();
        let job = Box::new(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job));
            let _ = sender.send(outcome.map_err(|payload| TaskError::Panicked(message(payload))));
        });
        let jobs = self.jobs.lock().unwrap();
        let sent = jobs.as_ref().ok_or(Closed)?.send(job);
        sent.map_err(|_| Closed)?;
        Ok(TaskHandle { outcome })
    }

    pub fn shutdown(&self) {
        drop(self.jobs.lock().unwrap().take());
        for thread in self.threads.lock().unwrap().drain(..) {
            if thread.thread().id() != thread::current().id() {
                thread.join().unwrap();
            }
        }
    }

    pub fn shutdown_now(&self) -> usize {
        self.discard.wanted.store(true, Ordering::SeqCst);
        self.shutdown();
        self.discard.count.swap(0, Ordering::SeqCst)
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shutdown();
    }
}

impl<T> TaskHandle<T> {
    pub fn join(self) -> Result<T, TaskError> {
        self.outcome.recv().unwrap_or(Err(TaskError::Cancelled))
    }

    pub fn join_timeout(self, limit: Duration) -> Result<Result<T, TaskError>, Self> {
        match self.outcome.recv_timeout(limit) {
            Ok(outcome) => Ok(outcome),
            Err(RecvTimeoutError::Disconnected) => Ok(Err(TaskError::Cancelled)),
            Err(RecvTimeoutError::Timeout) => Err(self),
        }
    }
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&str>() {
            Ok(text) => text.to_string(),
            Err(_) => String::from("a panic without a message"),
        },
    }
}
