//! Fences around relaxed accesses.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering, fence};
use std::thread;

fn main() {
    let data = AtomicU32::new(0);
    let ready = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(7, Ordering::Relaxed);
            fence(Ordering::Release);
            ready.store(true, Ordering::Relaxed);
        });
        scope.spawn(|| {
            if ready.load(Ordering::Relaxed) {
                fence(Ordering::Acquire);
                assert_eq!(data.load(Ordering::Relaxed), 7, "the flag is up but the data is old");
            }
        });
    });
}
