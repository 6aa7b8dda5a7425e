//@ finds: deadlock
//! Two locks are taken in opposite orders.

use std::sync::Arc;
use std::thread;

use parking_lot::Mutex;

fn main() {
    let left = Arc::new(Mutex::new(1));
    let right = Arc::new(Mutex::new(2));
    let other = {
        let (left, right) = (Arc::clone(&left), Arc::clone(&right));
        thread::spawn(move || {
            let right = right.lock();
            let left = left.lock();
            *right - *left
        })
    };
    {
        let left = left.lock();
        let mut right = right.lock();
        *right += *left;
    }
    other.join().unwrap();
}
