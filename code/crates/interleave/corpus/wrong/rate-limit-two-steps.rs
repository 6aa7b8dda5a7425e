//@ finds: panic
//! Looking at the budget and spending it are two steps.

use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};
use std::thread;

fn main() {
    let tokens = AtomicI32::new(1);
    let granted = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                if tokens.load(Ordering::SeqCst) > 0 {
                    tokens.fetch_sub(1, Ordering::SeqCst);
                    granted.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
    });
    assert!(granted.into_inner() <= 1, "more was granted than there was");
}
