//! A change is tried again until nobody came in between.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn main() {
    let total = AtomicU32::new(1);
    thread::scope(|scope| {
        for factor in [2, 3] {
            let total = &total;
            scope.spawn(move || {
                let mut seen = total.load(Ordering::Relaxed);
                while let Err(now) = total.compare_exchange_weak(seen, seen * factor, Ordering::AcqRel, Ordering::Relaxed) {
                    seen = now;
                }
            });
        }
    });
    assert_eq!(total.into_inner(), 6);
}
