//! A wait with a limit tells whether it was notified in time, and the caller looks at the flag either way.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use parking_lot::{Condvar, Mutex};

fn main() {
    let shared = Arc::new((Mutex::new(false), Condvar::new()));
    let setter = {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            *shared.0.lock() = true;
            shared.1.notify_one();
        })
    };
    let mut ready = shared.0.lock();
    while !*ready {
        let result = shared.1.wait_for(&mut ready, Duration::from_secs(3600));
        assert!(*ready || !result.timed_out());
    }
    drop(ready);
    setter.join().unwrap();
}
