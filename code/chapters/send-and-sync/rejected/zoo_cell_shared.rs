//! A cell that two threads would write through shared references.
//@ rejects: E0277

// ANCHOR: main
use std::cell::Cell;
use std::thread;

fn main() {
    let counter = Cell::new(0);
    thread::scope(|scope| {
        scope.spawn(|| counter.set(counter.get() + 1));
        counter.set(counter.get() + 1);
    });
}
// ANCHOR_END: main
