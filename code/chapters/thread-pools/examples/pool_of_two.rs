//! The lock is released at the semicolon: two workers, and two jobs at a time.
//@ output: one-of
//@ because: the operating system decides which of the two jobs speaks first
//@ explore: outcomes

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
                loop {
                    let Ok(job) = queue.lock().unwrap().recv() else {
                        return;
                    };
                    println!("{job} waits for the other");
                    both_are_here.wait();
                }
            });
        }
    });
    println!("the jobs have met");
}
// ANCHOR_END: main
