//! Two atomics are two variables: a reader can meet half of an update, with every ordering.
//@ output: one-of
//@ because: the reader may look before, between and after the writer's two stores
//@ explore: outcomes

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn main() {
    let (x, y) = (AtomicU32::new(1), AtomicU32::new(1));
    thread::scope(|scope| {
        scope.spawn(|| {
            x.store(2, SeqCst);
            y.store(2, SeqCst);
        });
        println!("({}, {})", x.load(SeqCst), y.load(SeqCst));
    });
}
// ANCHOR_END: main
