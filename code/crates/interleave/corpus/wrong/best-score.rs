//@ finds: panic
//! The largest value so far is compared and stored in two steps, so a smaller one can win.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn record(best: &AtomicU32, score: u32) {
    if score > best.load(Ordering::SeqCst) {
        best.store(score, Ordering::SeqCst);
    }
}

fn main() {
    let best = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| record(&best, 7));
        scope.spawn(|| record(&best, 9));
    });
    assert_eq!(best.into_inner(), 9);
}
