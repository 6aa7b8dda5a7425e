//! The data first and the mark last: whoever sees the mark sees the data.
//@ output: one-of
//@ because: the opener may come before the creator is done
//@ explore: outcomes

// ANCHOR: main
use std::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};
use std::thread;

fn main() {
    let (mark, cell) = (AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            cell.store(42, Relaxed);
            mark.store(1, Release); // ORDERING: pairs with the load of the mark
        });
        match mark.load(Acquire) {
            0 => println!("not ready yet"),
            _ => println!("the cell holds {}", cell.load(Relaxed)),
        }
    });
}
// ANCHOR_END: main
