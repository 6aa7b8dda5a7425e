//! Joining the workers while the queue is still open waits for ever.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

struct Pool {
    jobs: Sender<&'static str>,
    worker: Option<JoinHandle<()>>,
}

impl Drop for Pool {
    fn drop(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.join().unwrap();
        }
    }
}

fn main() {
    let (jobs, queue) = mpsc::channel();
    let worker = thread::spawn(move || {
        for job in queue {
            println!("{job}");
        }
    });
    let pool = Pool {
        jobs,
        worker: Some(worker),
    };
    pool.jobs.send("the only job").unwrap();
}
// ANCHOR_END: main
