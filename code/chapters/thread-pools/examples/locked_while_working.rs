//! `while let` keeps the lock while the job runs: two workers, and one job at a time.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::{Barrier, Mutex, mpsc};
use std::thread;

fn main() {
    let (jobs, queue) = mpsc::channel();
    jobs.send("job 1").unwrap();
    jobs.send("job 2").unwrap();
    drop(jobs);

    let queue = Mutex::new(queue);
    let both_are_here = Barrier::new(2);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Ok(job) = queue.lock().unwrap().recv() {
                    println!("{job} waits for the other");
                    both_are_here.wait();
                }
            });
        }
    });
    println!("the jobs have met");
}
// ANCHOR_END: main
