//! A thread that does not get the second lock gives the first one back.

use std::sync::{Arc, Mutex};
use std::thread;

fn both(first: &Mutex<u32>, second: &Mutex<u32>) {
    loop {
        let mut a = first.lock().unwrap();
        if let Ok(mut b) = second.try_lock() {
            *a += 1;
            *b += 1;
            return;
        }
        drop(a);
        thread::yield_now();
    }
}

fn main() {
    let left = Arc::new(Mutex::new(0));
    let right = Arc::new(Mutex::new(0));
    let other = {
        let (left, right) = (Arc::clone(&left), Arc::clone(&right));
        thread::spawn(move || both(&right, &left))
    };
    both(&left, &right);
    other.join().unwrap();
    assert_eq!((*left.lock().unwrap(), *right.lock().unwrap()), (2, 2));
}
