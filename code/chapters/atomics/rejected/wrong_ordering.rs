//! A load has nothing to release, and a store has nothing to acquire.
//@ rejects: invalid_atomic_ordering

// ANCHOR: main
use std::sync::atomic::{AtomicBool, Ordering};

fn main() {
    let ready = AtomicBool::new(false);
    ready.store(true, Ordering::Acquire);
    println!("{}", ready.load(Ordering::Release));
}
// ANCHOR_END: main
