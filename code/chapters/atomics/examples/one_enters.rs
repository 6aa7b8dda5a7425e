//! With SeqCst all threads agree on one order of these four steps, and one of them sees a flag.
//@ output: one-of
//@ because: the four steps can happen in any order that keeps the two of each thread
//@ explore: outcomes

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn main() {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let (a, b) = thread::scope(|scope| {
        let a = scope.spawn(|| {
            x.store(1, SeqCst);
            y.load(SeqCst)
        });
        let b = scope.spawn(|| {
            y.store(1, SeqCst);
            x.load(SeqCst)
        });
        (a.join().unwrap(), b.join().unwrap())
    });
    println!("A sees {a}, B sees {b}");
}
// ANCHOR_END: main
