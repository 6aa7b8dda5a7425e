//@ outputs: 0 1|1 0
//! Read-modify-writes: none is lost, whatever the ordering.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    thread::scope(|scope| {
        let a = scope.spawn(|| x.fetch_add(1, Relaxed));
        let b = scope.spawn(|| x.fetch_add(1, Relaxed));
        let a = a.join().unwrap();
        let b = b.join().unwrap();
        println!("{a} {b}");
    });
}
