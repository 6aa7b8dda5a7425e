//@ outputs: 0 0|0 1|1 0|1 1
//! Message passing: a release alone does not help.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    let y = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            x.store(1, Relaxed);
            y.store(1, Release);
        });
        let b = scope.spawn(|| {
            let flag = y.load(Relaxed);
            format!("{flag} {}", x.load(Relaxed))
        });
        let b = b.join().unwrap();
        println!("{b}");
    });
}
