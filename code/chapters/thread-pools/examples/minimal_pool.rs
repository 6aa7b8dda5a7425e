//! A thread pool from scratch: one queue, some workers, and an orderly end.
//@ explore: holds

// ANCHOR: pool
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

    fn submit(&self, job: impl FnOnce() + Send + 'static) {
        let jobs = self.jobs.as_ref().expect("open until the pool is dropped");
        jobs.send(Box::new(job)).expect("a worker is alive");
    }
}
// ANCHOR_END: pool

// ANCHOR: work
fn work(queue: &Mutex<Receiver<Job>>) {
    loop {
        let Ok(job) = queue.lock().unwrap().recv() else {
            return;
        };
        job();
    }
}
// ANCHOR_END: work

// ANCHOR: end
impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.jobs.take());
        for worker in self.workers.drain(..) {
            if worker.join().is_err() {
                eprintln!("a worker died of a panicking job");
            }
        }
    }
}
// ANCHOR_END: end

// ANCHOR: main
fn main() {
    let (results, squares) = mpsc::channel();
    let pool = Pool::new(3);
    for number in 1..=5 {
        let results = results.clone();
        pool.submit(move || results.send(number * number).unwrap());
    }
    drop(pool);
    drop(results);

    let mut squares: Vec<i32> = squares.iter().collect();
    squares.sort();
    println!("{squares:?}");
}
// ANCHOR_END: main
