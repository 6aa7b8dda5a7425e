//! Threads that may outlive their starter share the lock through an `Arc`.
//@ explore: holds

// ANCHOR: main
use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let log = Arc::new(Mutex::new(Vec::new()));

    let threads = ["red", "green"].map(|color| {
        let log = Arc::clone(&log);
        thread::spawn(move || log.lock().unwrap().push(color))
    });
    for thread in threads {
        thread.join().unwrap();
    }

    let mut colors = log.lock().unwrap();
    colors.sort_unstable();
    println!("{colors:?}");
}
// ANCHOR_END: main
