//@ finds: panic
//! A woken consumer does not look again whether there is an item.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn main() {
    let shared = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
    let consumers: Vec<_> = (0..2)
        .map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                let (items, filled) = &*shared;
                let mut items = items.lock().unwrap();
                if items.is_empty() {
                    items = filled.wait(items).unwrap();
                }
                items.pop().expect("an item for the one that was woken")
            })
        })
        .collect();
    let (items, filled) = &*shared;
    for item in 0..2 {
        items.lock().unwrap().push(item);
        filled.notify_one();
    }
    for consumer in consumers {
        consumer.join().unwrap();
    }
}
