//! Each addition is one atomic step.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn main() {
    let visits = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| visits.fetch_add(1, Ordering::Relaxed));
        }
    });
    assert_eq!(visits.into_inner(), 3);
}
