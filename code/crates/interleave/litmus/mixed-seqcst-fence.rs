//@ outputs: 0 1|1 0|1 1
//! A sequentially consistent store on one side and a fence on the other still forbid that both miss.

use std::sync::atomic::Ordering::*;
use std::sync::atomic::{AtomicU32, fence};
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    let y = AtomicU32::new(0);
    thread::scope(|scope| {
        let a = scope.spawn(|| {
            x.store(1, SeqCst);
            y.load(SeqCst)
        });
        let b = scope.spawn(|| {
            y.store(1, Relaxed);
            fence(SeqCst);
            x.load(Relaxed)
        });
        let (a, b) = (a.join().unwrap(), b.join().unwrap());
        println!("{a} {b}");
    });
}
