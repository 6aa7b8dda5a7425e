//! A load and a store are two steps, and another thread's whole visit fits between them.
//@ output: one-of
//@ because: the operating system decides which thread takes the next step
//@ explore: outcomes
//@ graph

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn main() {
    let visitors = AtomicU32::new(0);
    // ANCHOR: enter
    let enter_twice = || {
        for _ in 0..2 {
            let seen = visitors.load(SeqCst);
            visitors.store(seen + 1, SeqCst);
        }
    };
    // ANCHOR_END: enter
    thread::scope(|scope| {
        scope.spawn(enter_twice);
        scope.spawn(enter_twice);
    });
    println!("{} visitors", visitors.into_inner());
}
// ANCHOR_END: main
