//! The largest value so far is kept in one step.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn main() {
    let best = AtomicU32::new(0);
    thread::scope(|scope| {
        for score in [7, 9, 8] {
            let best = &best;
            scope.spawn(move || best.fetch_max(score, Ordering::Relaxed));
        }
    });
    assert_eq!(best.into_inner(), 9);
}
