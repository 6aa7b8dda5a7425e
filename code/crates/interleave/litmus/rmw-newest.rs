//@ outputs: 1
//! A read-modify-write reads the newest value, also where a load could be stale.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            x.store(1, Relaxed);
        });
    });
    println!("{}", x.fetch_add(0, Relaxed));
}
