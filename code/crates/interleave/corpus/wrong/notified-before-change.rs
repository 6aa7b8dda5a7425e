//@ finds: deadlock
//! The signal comes before the change, in two critical sections: the woken thread finds nothing new.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn main() {
    let shared = Arc::new((Mutex::new(0), Condvar::new()));
    let other = Arc::clone(&shared);
    let waiter = thread::spawn(move || {
        let (level, changed) = &*other;
        let mut level = level.lock().unwrap();
        while *level < 2 {
            level = changed.wait(level).unwrap();
        }
    });
    let (level, changed) = &*shared;
    for _ in 0..2 {
        changed.notify_one();
        *level.lock().unwrap() += 1;
    }
    waiter.join().unwrap();
}
