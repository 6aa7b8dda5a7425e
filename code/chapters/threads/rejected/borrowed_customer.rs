//! A spawned thread must not borrow what its caller may drop first.
//@ rejects: E0373

// ANCHOR: main
use std::thread;

fn main() {
    let customer = String::from("Ada");
    let thread = thread::spawn(|| println!("charged {customer}"));
    thread.join().unwrap();
}
// ANCHOR_END: main
