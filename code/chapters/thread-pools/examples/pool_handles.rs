//! Each job has a handle; what the job returns, and its panic, come back through it.
//@ explore: holds

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

struct Pool {
    jobs: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    fn new(workers: usize) -> Self {
        let (jobs, queue) = mpsc::channel();
        let queue = Arc::new(Mutex::new(queue));
        let start = |_| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || work(&queue))
        };
        Self {
            jobs: Some(jobs),
            workers: (0..workers).map(start).collect(),
        }
    }
}

fn work(queue: &Mutex<Receiver<Job>>) {
    loop {
        let Ok(job) = queue.lock().unwrap().recv() else {
            return;
        };
        job();
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.jobs.take());
        for worker in self.workers.drain(..) {
            worker.join().expect("jobs are run under catch_unwind");
        }
    }
}

// ANCHOR: submit
use std::panic::{self, AssertUnwindSafe};

#[must_use = "the job's result and its panic are in the handle"]
struct Handle<T> {
    outcome: Receiver<thread::Result<T>>,
}

impl Pool {
    fn submit<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Handle<T> {
        let (sender, outcome) = mpsc::channel();
        let job = move || {
            let outcome = panic::catch_unwind(AssertUnwindSafe(job));
            // Nobody may be waiting any more, and that is the waiter's right.
            let _ = sender.send(outcome);
        };
        let jobs = self.jobs.as_ref().expect("open until the pool is dropped");
        jobs.send(Box::new(job)).expect("workers survive panics");
        Handle { outcome }
    }
}
// ANCHOR_END: submit

// ANCHOR: join
enum JobError {
    Panicked(String),
    NeverRun,
}

impl<T> Handle<T> {
    fn join(self) -> Result<T, JobError> {
        match self.outcome.recv() {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(payload)) => Err(JobError::Panicked(panic_message(&*payload))),
            Err(mpsc::RecvError) => Err(JobError::NeverRun),
        }
    }
}

fn panic_message(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a payload that is no text").to_owned()
}
// ANCHOR_END: join

// ANCHOR: main
fn main() {
    let pool = Pool::new(1);
    let handles = [1, 2, 0, 3, 4].map(|customers| pool.submit(move || 600 / customers));
    let results = handles.map(Handle::join);
    for result in results {
        match result {
            Ok(cents) => println!("{cents}"),
            Err(JobError::Panicked(message)) => println!("failed: {message}"),
            Err(JobError::NeverRun) => println!("never run"),
        }
    }
}
// ANCHOR_END: main
