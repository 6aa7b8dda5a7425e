//! A thread that borrows what its creator owns.
//@ rejects: E0373

// ANCHOR: main
use std::thread;

fn main() {
    let mut counter = 0;
    let thread = thread::spawn(|| counter += 1);
    thread.join().unwrap();
}
// ANCHOR_END: main
