//@ outputs: 0 1|0 2|1 2
//! Coherence: a thread that read a store writes after it.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    let seen = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let seen = x.load(Relaxed);
            x.store(2, Relaxed);
            seen
        });
        scope.spawn(|| x.store(1, Relaxed));
        reader.join().unwrap()
    });
    println!("{seen} {}", x.into_inner());
}
