//! One total order of all four operations.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

fn main() {
    let left = AtomicBool::new(false);
    let right = AtomicBool::new(false);
    let (a, b) = thread::scope(|scope| {
        let a = scope.spawn(|| {
            left.store(true, Ordering::SeqCst);
            right.load(Ordering::SeqCst)
        });
        let b = scope.spawn(|| {
            right.store(true, Ordering::SeqCst);
            left.load(Ordering::SeqCst)
        });
        (a.join().unwrap(), b.join().unwrap())
    });
    assert!(a || b, "neither saw the other");
}
