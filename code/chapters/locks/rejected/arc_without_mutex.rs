//! An `Arc` shares, and what is shared cannot be changed without a lock.
//@ rejects: E0596

// ANCHOR: main
use std::sync::Arc;
use std::thread;

fn main() {
    let log = Arc::new(Vec::new());
    let for_thread = Arc::clone(&log);
    thread::spawn(move || for_thread.push("red")).join().unwrap();
    println!("{log:?}");
}
// ANCHOR_END: main
