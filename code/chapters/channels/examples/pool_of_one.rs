//! A guard that lives as long as the loop's body turns two workers into one.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::{Barrier, Mutex, mpsc};
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    sender.send("first job").unwrap();
    sender.send("second job").unwrap();
    drop(sender);

    let queue = Mutex::new(receiver);
    let both_busy = Barrier::new(2);
    // ANCHOR: worker
    let work = || {
        while let Ok(job) = queue.lock().unwrap().recv() {
            println!("{job} begins");
            both_busy.wait();
        }
    };
    // ANCHOR_END: worker
    thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    println!("both jobs ran at the same time");
}
// ANCHOR_END: main
