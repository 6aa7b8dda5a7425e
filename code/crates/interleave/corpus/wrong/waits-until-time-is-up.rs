//@ finds: panic
//! Whatever ends `wait_timeout` is taken for the signal, also a wake-up for no reason.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

fn main() {
    let (ready, changed) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            *ready.lock().unwrap() = true;
            changed.notify_one();
        });
        let guard = ready.lock().unwrap();
        if !*guard {
            let (guard, result) = changed.wait_timeout(guard, Duration::from_secs(3)).unwrap();
            assert!(*guard || result.timed_out());
        }
    });
}
