//@ outputs: 0 0|0 1|1 0|1 1
//! Store buffering: relaxed accesses may both miss the other store.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    let y = AtomicU32::new(0);
    thread::scope(|scope| {
        let a = scope.spawn(|| {
            x.store(1, Relaxed);
            y.load(Relaxed)
        });
        let b = scope.spawn(|| {
            y.store(1, Relaxed);
            x.load(Relaxed)
        });
        let a = a.join().unwrap();
        let b = b.join().unwrap();
        println!("{a} {b}");
    });
}
