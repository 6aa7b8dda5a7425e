//! Looking and spending are one step.

use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};
use std::thread;

fn main() {
    let tokens = AtomicI32::new(1);
    let granted = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let spent = tokens.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| (left > 0).then(|| left - 1));
                if spent.is_ok() {
                    granted.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
    });
    assert_eq!(granted.into_inner(), 1);
}
