//@ finds: panic
//! The flag is released but not acquired.

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
            if ready.load(Ordering::Relaxed) {
                assert_eq!(data.load(Ordering::Relaxed), 7, "the flag is up but the data is old");
            }
        });
    });
}
