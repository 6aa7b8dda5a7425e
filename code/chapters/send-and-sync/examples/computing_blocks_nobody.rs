//! A thread that only computes keeps no other thread from running.
//@ explore: no, because it loops until the operating system has run the other thread

// ANCHOR: main
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

fn main() {
    let ran = AtomicBool::new(false);
    thread::scope(|scope| {
        // ORDERING: Relaxed on both sides, for only the flag itself is read.
        scope.spawn(|| ran.store(true, Ordering::Relaxed));

        let mut sum = 0u64;
        while !ran.load(Ordering::Relaxed) {
            sum = (1..1_000).fold(sum, |sum, number| sum.wrapping_mul(31) ^ number);
        }
        println!("the other thread ran while this one computed");
    });
}
// ANCHOR_END: main
