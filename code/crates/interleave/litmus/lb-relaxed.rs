//@ outputs: 0 0|0 1|1 0
//! Load buffering: C++ allows 1 1; this model never shows it, which is its documented bound.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    let y = AtomicU32::new(0);
    thread::scope(|scope| {
        let a = scope.spawn(|| {
            let seen = x.load(Relaxed);
            y.store(1, Relaxed);
            seen
        });
        let b = scope.spawn(|| {
            let seen = y.load(Relaxed);
            x.store(1, Relaxed);
            seen
        });
        let a = a.join().unwrap();
        let b = b.join().unwrap();
        println!("{a} {b}");
    });
}
