//! Two readers are inside at the same time: each waits for the other while it holds its read lock.
//@ explore: holds

// ANCHOR: main
use std::sync::{Barrier, RwLock};
use std::thread;

fn main() {
    let limits = RwLock::new(vec![10, 20]);
    let both_read = Barrier::new(2);

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let limits = limits.read().unwrap();
                both_read.wait();
                assert_eq!(limits.len(), 2);
            });
        }
    });

    limits.write().unwrap().push(30);
    println!("{:?}", limits.read().unwrap());
}
// ANCHOR_END: main
