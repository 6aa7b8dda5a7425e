//! Two fences and Relaxed accesses: the same promise as Release and Acquire on the flag.
//@ output: one-of
//@ because: the reader may look before or after the flag
//@ explore: outcomes

// ANCHOR: main
use std::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
    fence,
};
use std::thread;

fn main() {
    let report = AtomicU32::new(0);
    let ready = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            report.store(42, Relaxed);
            // ORDERING: pairs with the fence after the load of `ready`.
            fence(Release);
            ready.store(true, Relaxed);
        });
        if ready.load(Relaxed) {
            // ORDERING: pairs with the fence before the store of `ready`.
            fence(Acquire);
            println!("report {}", report.load(Relaxed));
        } else {
            println!("not ready");
        }
    });
}
// ANCHOR_END: main
