//@ outputs: 0|skip
//! Write to read causality: who learns from a thread also learns what that thread had read.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    let y = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| x.store(1, Release));
        scope.spawn(|| {
            if x.load(Acquire) == 1 {
                y.store(1, Release);
            }
        });
        let reader = scope.spawn(|| if y.load(Acquire) == 1 { Some(1 - x.load(Relaxed)) } else { None });
        match reader.join().unwrap() {
            Some(missed) => println!("{missed}"),
            None => println!("skip"),
        }
    });
}
