//! Each thread raises its flag and looks at the other's; with Release and Acquire both can see none.
//@ output: one-of
//@ because: each load may return a value from before the other thread's store
//@ explore: outcomes

// ANCHOR: main
use std::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};
use std::thread;

fn main() {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let (a, b) = thread::scope(|scope| {
        let a = scope.spawn(|| {
            x.store(1, Release);
            y.load(Acquire)
        });
        let b = scope.spawn(|| {
            y.store(1, Release);
            x.load(Acquire)
        });
        (a.join().unwrap(), b.join().unwrap())
    });
    println!("A sees {a}, B sees {b}");
}
// ANCHOR_END: main
