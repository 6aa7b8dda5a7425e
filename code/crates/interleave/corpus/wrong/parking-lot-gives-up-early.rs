//@ finds: panic
//! `try_lock_for` may fail, and the update is then lost without a word.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use parking_lot::Mutex;

fn main() {
    let total = Arc::new(Mutex::new(0));
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let total = Arc::clone(&total);
            thread::spawn(move || {
                if let Some(mut total) = total.try_lock_for(Duration::from_millis(5)) {
                    thread::sleep(Duration::from_millis(10));
                    *total += 1;
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(*total.lock(), 2);
}
