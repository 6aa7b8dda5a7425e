//! A sequentially consistent fence between store and load.

use std::sync::atomic::{AtomicBool, Ordering, fence};
use std::thread;

fn main() {
    let left = AtomicBool::new(false);
    let right = AtomicBool::new(false);
    let (a, b) = thread::scope(|scope| {
        let a = scope.spawn(|| {
            left.store(true, Ordering::Relaxed);
            fence(Ordering::SeqCst);
            right.load(Ordering::Relaxed)
        });
        let b = scope.spawn(|| {
            right.store(true, Ordering::Relaxed);
            fence(Ordering::SeqCst);
            left.load(Ordering::Relaxed)
        });
        (a.join().unwrap(), b.join().unwrap())
    });
    assert!(a || b, "neither saw the other");
}
