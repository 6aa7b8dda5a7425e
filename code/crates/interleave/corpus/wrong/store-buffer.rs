//@ finds: panic
//! Release and acquire let both threads miss the other one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

fn main() {
    let left = AtomicBool::new(false);
    let right = AtomicBool::new(false);
    let (a, b) = thread::scope(|scope| {
        let a = scope.spawn(|| {
            left.store(true, Ordering::Release);
            right.load(Ordering::Acquire)
        });
        let b = scope.spawn(|| {
            right.store(true, Ordering::Release);
            left.load(Ordering::Acquire)
        });
        (a.join().unwrap(), b.join().unwrap())
    });
    assert!(a || b, "neither saw the other");
}
