//! A shared owner that wants to write.
//@ rejects: E0596

// ANCHOR: main
use std::sync::Arc;
use std::thread;

fn main() {
    let log = Arc::new(vec!["started"]);
    let same_log = Arc::clone(&log);
    let thread = thread::spawn(move || same_log.push("working"));
    thread.join().unwrap();
    println!("{log:?}");
}
// ANCHOR_END: main
