//! Waits with a limit, and looks again each time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

fn main() {
    let done = Arc::new(AtomicBool::new(false));
    let setter = {
        let done = Arc::clone(&done);
        thread::spawn(move || done.store(true, Ordering::Release))
    };
    while !done.load(Ordering::Acquire) {
        thread::park_timeout(Duration::from_millis(10));
    }
    setter.join().unwrap();
}
