//@ outputs: 0 0|0 1|1 1|2 0|2 1
//! Release sequence: a relaxed store of the same thread ends it (since C++20).

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let data = AtomicU32::new(0);
    let flag = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(1, Relaxed);
            flag.store(1, Release);
            flag.store(2, Relaxed);
        });

        let reader = scope.spawn(|| {
            let seen = flag.load(Acquire);
            format!("{seen} {}", data.load(Relaxed))
        });
        println!("{}", reader.join().unwrap());
    });
}
