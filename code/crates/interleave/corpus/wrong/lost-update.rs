//@ finds: panic
//! Load and store are each atomic, but not together.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn main() {
    let visits = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let seen = visits.load(Ordering::SeqCst);
                visits.store(seen + 1, Ordering::SeqCst);
            });
        }
    });
    assert_eq!(visits.into_inner(), 2, "a visit was lost");
}
