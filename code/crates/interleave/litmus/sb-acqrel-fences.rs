//@ outputs: 0 0|0 1|1 0|1 1
//! Store buffering: acquire-release fences do not help.

use std::sync::atomic::Ordering::*;
use std::sync::atomic::{AtomicU32, fence};
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    let y = AtomicU32::new(0);
    thread::scope(|scope| {
        let a = scope.spawn(|| {
            x.store(1, Relaxed);
            fence(AcqRel);
            y.load(Relaxed)
        });
        let b = scope.spawn(|| {
            y.store(1, Relaxed);
            fence(AcqRel);
            x.load(Relaxed)
        });
        let a = a.join().unwrap();
        let b = b.join().unwrap();
        println!("{a} {b}");
    });
}
