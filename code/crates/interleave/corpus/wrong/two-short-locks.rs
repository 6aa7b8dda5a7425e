//@ finds: panic
//! The lock is given up between reading and writing.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let balance = Arc::new(Mutex::new(100));
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let balance = Arc::clone(&balance);
            thread::spawn(move || {
                let before = *balance.lock().unwrap();
                *balance.lock().unwrap() = before - 10;
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(*balance.lock().unwrap(), 80);
}
