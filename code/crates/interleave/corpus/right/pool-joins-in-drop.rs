//! A pool that closes its queue and joins its workers when it is dropped.

use crossbeam::channel::unbounded;
use parking_lot::Mutex;
use std::sync::Arc;
use std::thread;

struct Pool {
    jobs: Option<crossbeam::channel::Sender<Box<dyn FnOnce() + Send>>>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl Pool {
    fn new(size: usize) -> Self {
        let (jobs, inbox) = unbounded::<Box<dyn FnOnce() + Send>>();
        let workers = (0..size)
            .map(|_| {
                let inbox = inbox.clone();
                thread::spawn(move || {
                    for job in inbox {
                        job()
                    }
                })
            })
            .collect();
        Pool {
            jobs: Some(jobs),
            workers,
        }
    }
    fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.jobs.take());
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

fn main() {
    let results = Arc::new(Mutex::new(Vec::new()));
    let pool = Pool::new(2);
    for job in 0..3 {
        let results = Arc::clone(&results);
        pool.run(move || results.lock().push(job));
    }
    drop(pool);
    let mut results = Arc::into_inner(results).unwrap().into_inner();
    results.sort();
    assert_eq!(results, (0..3).collect::<Vec<_>>());
}
