//@ finds: panic
//! One waiter, one signal, and still a loop is needed: a wake-up may come for no reason.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn main() {
    let slot = Arc::new((Mutex::new(None), Condvar::new()));
    let setter = {
        let slot = Arc::clone(&slot);
        thread::spawn(move || {
            *slot.0.lock().unwrap() = Some("tea");
            slot.1.notify_one();
        })
    };
    let mut value = slot.0.lock().unwrap();
    if value.is_none() {
        value = slot.1.wait(value).unwrap();
    }
    assert_eq!(*value, Some("tea"), "woken, and nothing there");
    drop(value);
    setter.join().unwrap();
}
