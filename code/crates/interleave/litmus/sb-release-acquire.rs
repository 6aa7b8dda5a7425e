//@ outputs: 0 0|0 1|1 0|1 1
//! Store buffering: release and acquire do not help.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    let y = AtomicU32::new(0);
    thread::scope(|scope| {
        let a = scope.spawn(|| {
            x.store(1, Release);
            y.load(Acquire)
        });
        let b = scope.spawn(|| {
            y.store(1, Release);
            x.load(Acquire)
        });
        let a = a.join().unwrap();
        let b = b.join().unwrap();
        println!("{a} {b}");
    });
}
