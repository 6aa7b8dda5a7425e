//! A token that somebody left behind wakes the next sleeper for nothing.
//@ explore: holds

// ANCHOR: main
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

fn main() {
    let ready = AtomicBool::new(false);
    thread::current().unpark();

    thread::park();
    // ORDERING: Relaxed, there is one thread.
    println!("awake, ready: {}", ready.load(Ordering::Relaxed));
}
// ANCHOR_END: main
