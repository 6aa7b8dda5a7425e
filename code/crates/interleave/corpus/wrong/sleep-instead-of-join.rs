//@ finds: panic
//! A sleep is taken for the end of the other thread.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

static FINISHED: AtomicBool = AtomicBool::new(false);

fn main() {
    thread::spawn(|| {
        thread::sleep(Duration::from_millis(10));
        FINISHED.store(true, Ordering::SeqCst);
    });
    thread::sleep(Duration::from_millis(50));
    assert!(FINISHED.load(Ordering::SeqCst), "50 ms were enough on my machine");
}
