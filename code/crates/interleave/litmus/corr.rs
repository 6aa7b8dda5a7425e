//@ outputs: 0 0|0 1|0 2|1 1|1 2|2 2
//! Coherence: two reads of one location never go back.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            x.store(1, Relaxed);
            x.store(2, Relaxed);
        });
        let b = scope.spawn(|| {
            let first = x.load(Relaxed);
            format!("{first} {}", x.load(Relaxed))
        });
        let b = b.join().unwrap();
        println!("{b}");
    });
}
