//! One atomic, all Relaxed: a thread may read an old value, and never an older one after a newer one.
//@ output: one-of
//@ because: the reader may look at any time
//@ explore: outcomes

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

fn main() {
    let page = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            page.store(1, Relaxed);
            page.store(2, Relaxed);
        });
        let first = page.load(Relaxed);
        let second = page.load(Relaxed);
        println!("page {first}, then page {second}");
    });
}
// ANCHOR_END: main
