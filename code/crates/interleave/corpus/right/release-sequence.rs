//! A read-modify-write in between passes on what the release store carried.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn main() {
    let data = AtomicU32::new(0);
    let stage = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(9, Ordering::Relaxed);
            stage.store(1, Ordering::Release);
        });
        scope.spawn(|| {
            let _ = stage.compare_exchange(1, 2, Ordering::Relaxed, Ordering::Relaxed);
        });
        scope.spawn(|| {
            if stage.load(Ordering::Acquire) == 2 {
                assert_eq!(data.load(Ordering::Relaxed), 9);
            }
        });
    });
}
