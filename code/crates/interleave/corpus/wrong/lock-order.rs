//@ finds: deadlock
//! Two locks are taken in opposite orders.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let savings = Arc::new(Mutex::new(50));
    let checking = Arc::new(Mutex::new(50));
    let other = {
        let (savings, checking) = (Arc::clone(&savings), Arc::clone(&checking));
        thread::spawn(move || {
            let mut to = checking.lock().unwrap();
            let mut from = savings.lock().unwrap();
            *from -= 5;
            *to += 5;
        })
    };
    {
        let mut to = savings.lock().unwrap();
        let mut from = checking.lock().unwrap();
        *from -= 7;
        *to += 7;
    }
    other.join().unwrap();
}
