//@ outputs: 1|2
//! Coherence: a thread reads its own store or a later one.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    thread::scope(|scope| {
        let a = scope.spawn(|| {
            x.store(1, Relaxed);
            x.load(Relaxed)
        });
        scope.spawn(|| {
            x.store(2, Relaxed);
        });
        let a = a.join().unwrap();
        println!("{a}");
    });
}
