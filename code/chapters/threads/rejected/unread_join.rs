//! A join whose result nobody reads.
//@ warns: unused_must_use

// ANCHOR: main
use std::thread;

fn main() {
    let thread = thread::spawn(|| println!("charged Ada"));
    thread.join();
}
// ANCHOR_END: main
