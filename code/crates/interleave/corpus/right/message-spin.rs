//! The reader spins until the flag is up.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

fn main() {
    let data = AtomicU32::new(0);
    let ready = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(7, Ordering::Relaxed);
            ready.store(true, Ordering::Release);
        });
        scope.spawn(|| {
            while !ready.load(Ordering::Acquire) {
                std::hint::spin_loop();
            }
            assert_eq!(data.load(Ordering::Relaxed), 7, "the flag is up but the data is old");
        });
    });
}
