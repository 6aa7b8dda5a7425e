//! Taking the job in a function of its own gives the lock back before the work begins.
//@ explore: holds

use std::sync::{Barrier, Mutex};
use std::thread;

// ANCHOR: main
fn next(jobs: &Mutex<Vec<&'static str>>) -> Option<&'static str> {
    jobs.lock().unwrap().pop()
}

fn main() {
    let jobs = Mutex::new(vec!["resize", "upload"]);
    let both_work = Barrier::new(2);

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(_job) = next(&jobs) {
                    both_work.wait();
                }
            });
        }
    });
    println!("both jobs were worked on at the same time");
}
// ANCHOR_END: main
