//! A Release store and the Acquire load that reads it hand over everything that came before.
//@ output: one-of
//@ because: the reader may look before or after the flag
//@ explore: outcomes

// ANCHOR: main
use std::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};
use std::thread;

fn main() {
    let report = AtomicU32::new(0);
    let ready = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            report.store(42, Relaxed);
            // ORDERING: Release, pairs with the Acquire load of `ready` below.
            ready.store(true, Release);
        });
        // ORDERING: Acquire, pairs with the Release store of `ready` above.
        if ready.load(Acquire) {
            println!("report {}", report.load(Relaxed));
        } else {
            println!("not ready");
        }
    });
}
// ANCHOR_END: main
