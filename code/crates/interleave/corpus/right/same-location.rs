//! A thread never sees one location go back in time.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn main() {
    let level = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            level.store(1, Ordering::Relaxed);
            level.store(2, Ordering::Relaxed);
        });
        scope.spawn(|| {
            let first = level.load(Ordering::Relaxed);
            let second = level.load(Ordering::Relaxed);
            assert!(first <= second);
        });
    });
}
