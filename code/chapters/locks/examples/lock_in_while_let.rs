//! A guard in the head of `while let` is held during the body: two workers work one after the other.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::{Barrier, Mutex};
use std::thread;

fn main() {
    let jobs = Mutex::new(vec!["resize", "upload"]);
    let both_work = Barrier::new(2);
    println!("two workers, two jobs");

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(_job) = jobs.lock().unwrap().pop() {
                    both_work.wait();
                }
            });
        }
    });
    println!("both jobs were worked on at the same time");
}
// ANCHOR_END: main
