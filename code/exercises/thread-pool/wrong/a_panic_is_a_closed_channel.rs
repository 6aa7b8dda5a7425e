//! caught by: workers_survive_panics, a_panic_is_an_outcome: the panic ends the worker, and the handle sees only that the sender is gone

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    jobs: Mutex<Option<Sender<Job>>>,
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
        let (jobs, receiver) = channel::<Job>();
        let receiver = Arc::new(Mutex::new(receiver));
        let cancelled = Arc::new(AtomicBool::new(false));
        let thrown_away = Arc::new(AtomicUsize::new(0));
        let mut threads = Vec::new();
        for _ in 0..workers.get() {
            let receiver = receiver.clone();
            let cancelled = cancelled.clone();
            let thrown_away = thrown_away.clone();
            threads.push(thread::spawn(move || {
                loop {
                    let next = receiver.lock().unwrap().recv();
                    let Ok(job) = next else { break };
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
            let _ = sender.send(Ok(job()));
        });
        match &*self.jobs.lock().unwrap() {
            Some(jobs) => {
                jobs.send(job).map_err(|_| Closed)?;
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
                let _ = thread.join();
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
            Err(_) => Err(TaskError::Panicked(String::from("the job panicked"))),
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
