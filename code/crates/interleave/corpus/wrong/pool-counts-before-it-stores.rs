//@ finds: panic
//! Workers of a pool count a job as finished before its result is stored.

use crossbeam::channel::unbounded;
use parking_lot::Mutex;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

fn main() {
    let (jobs, inbox) = unbounded::<usize>();
    let finished = Arc::new(AtomicUsize::new(0));
    let results = Arc::new(Mutex::new(Vec::new()));
    let workers: Vec<_> = (0..4)
        .map(|number| {
            let (inbox, finished, results) =
                (inbox.clone(), Arc::clone(&finished), Arc::clone(&results));
            thread::Builder::new()
                .name(format!("worker-{number}"))
                .spawn(move || {
                    for job in inbox {
                        finished.fetch_add(1, Ordering::SeqCst);
                        results.lock().push(job * job);
                    }
                })
                .unwrap()
        })
        .collect();
    for job in 0..4 {
        jobs.send(job).unwrap();
    }
    drop(jobs);
    while finished.load(Ordering::SeqCst) < 4 {
        thread::yield_now();
    }
    assert_eq!(results.lock().len(), 4, "all results are there");
    for worker in workers {
        worker.join().unwrap();
    }
}
