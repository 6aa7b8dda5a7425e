//! Six waits of twenty milliseconds, on two workers and on three.
//@ explore: holds
//@ timeline: 120 ms

// ANCHOR: main
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

fn fetch_all(workers: usize) {
    let (pages, queue) = mpsc::channel();
    for page in 1..=6 {
        pages.send(page).unwrap();
    }
    drop(pages);
    let queue = Mutex::new(queue);
    let next = || queue.lock().unwrap().recv();
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Ok(_page) = next() {
                    thread::sleep(Duration::from_millis(20)); // the server takes its time
                }
            });
        }
    });
}

fn main() {
    fetch_all(2);
    fetch_all(3);
    println!("six pages, twice");
}
// ANCHOR_END: main
