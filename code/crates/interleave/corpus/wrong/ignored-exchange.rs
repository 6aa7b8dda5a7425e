//@ finds: panic
//! Whether the exchange succeeded is not looked at.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn main() {
    let tickets = AtomicU32::new(5);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let left = tickets.load(Ordering::SeqCst);
                let _ = tickets.compare_exchange(left, left - 1, Ordering::SeqCst, Ordering::SeqCst);
            });
        }
    });
    assert_eq!(tickets.into_inner(), 3);
}
