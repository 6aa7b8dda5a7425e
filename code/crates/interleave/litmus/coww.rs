//@ outputs: 2
//! Coherence: the stores of one thread stay in order.

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
    });
    println!("{}", x.load(Relaxed));
}
