//! A name that exists nowhere is found before the first thread starts.
//@ rejects: E0425

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

fn main() {
    let (jobs, queue) = mpsc::channel::<u32>();
    let worker = thread::spawn(move || queue.iter().sum::<u32>());
    for order in orders {
        jobs.send(order).unwrap();
    }
    drop(jobs);
    println!("{}", worker.join().unwrap());
}
// ANCHOR_END: main
