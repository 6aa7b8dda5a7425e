//! With Relaxed a flag says nothing about the data beside it.
//@ output: one-of
//@ because: the reader may look before or after the flag, and the data need not be there with it
//@ explore: outcomes
//@ graph

// ANCHOR: main
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::thread;

fn main() {
    let report = AtomicU32::new(0);
    let ready = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            report.store(42, Relaxed);
            ready.store(true, Relaxed);
        });
        if ready.load(Relaxed) {
            println!("report {}", report.load(Relaxed));
        } else {
            println!("not ready");
        }
    });
}
// ANCHOR_END: main
