//@ finds: deadlock
//! A signal only when the queue was empty wakes one consumer for two items.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn main() {
    let queue = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
    let consumers: Vec<_> = (0..2)
        .map(|_| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || {
                let mut items = queue.0.lock().unwrap();
                while items.is_empty() {
                    items = queue.1.wait(items).unwrap();
                }
                items.pop()
            })
        })
        .collect();
    for item in 0..2 {
        let mut items = queue.0.lock().unwrap();
        let was_empty = items.is_empty();
        items.push(item);
        if was_empty {
            queue.1.notify_one();
        }
    }
    for consumer in consumers {
        consumer.join().unwrap();
    }
}
