//@ finds: panic
//! A sum over two atomics is no snapshot: a transfer in between makes money.

use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

fn main() {
    let (left, right) = (AtomicI32::new(10), AtomicI32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            left.fetch_sub(4, Ordering::SeqCst);
            right.fetch_add(4, Ordering::SeqCst);
        });
        scope.spawn(|| {
            let sum = left.load(Ordering::SeqCst) + right.load(Ordering::SeqCst);
            assert!(sum <= 10, "{sum} is more than there is");
            assert_eq!(sum, 10, "some of it is on its way");
        });
    });
}
