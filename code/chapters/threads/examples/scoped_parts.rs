//! Scoped threads write to one vector at the same time, each to a part of its own.
//@ explore: holds

// ANCHOR: main
use std::thread;

fn main() {
    let mut charges = vec![500, 250, 125, 80, 60];
    thread::scope(|scope| {
        for part in charges.chunks_mut(2) {
            scope.spawn(move || {
                for cents in part {
                    *cents += *cents / 10;
                }
            });
        }
    });
    println!("{charges:?}");
}
// ANCHOR_END: main
