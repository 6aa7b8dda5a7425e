//! wait_timeout_while tells whether the condition came true.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

fn main() {
    let slot = Arc::new((Mutex::new(None), Condvar::new()));
    let setter = {
        let slot = Arc::clone(&slot);
        thread::spawn(move || {
            *slot.0.lock().unwrap() = Some(3);
            slot.1.notify_one();
        })
    };
    let guard = slot.0.lock().unwrap();
    let (value, result) = slot
        .1
        .wait_timeout_while(guard, Duration::from_millis(5), |value| value.is_none())
        .unwrap();
    assert_eq!(result.timed_out(), value.is_none());
    drop(value);
    setter.join().unwrap();
}
