//! The mark first and the data last: an opener believes the mark and reads what was there before.
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
            mark.store(1, Release);
            cell.store(42, Relaxed); // ORDERING: nothing orders it before the mark
        });
        match mark.load(Acquire) {
            0 => println!("not ready yet"),
            _ => println!("the cell holds {}", cell.load(Relaxed)),
        }
    });
}
// ANCHOR_END: main
