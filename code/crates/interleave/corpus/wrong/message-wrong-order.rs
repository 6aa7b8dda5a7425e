//@ finds: panic
//! The flag goes up before the data is written.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

fn main() {
    let data = AtomicU32::new(0);
    let ready = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            ready.store(true, Ordering::SeqCst);
            data.store(7, Ordering::SeqCst);
        });
        scope.spawn(|| {
            if ready.load(Ordering::SeqCst) {
                assert_eq!(data.load(Ordering::Relaxed), 7, "the flag is up but the data is old");
            }
        });
    });
}
