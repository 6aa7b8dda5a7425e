//@ finds: panic
//! After waking up another consumer may have been faster: the condition has to be looked at again.

use std::collections::VecDeque;
use std::sync::Arc;
use std::thread;

use parking_lot::{Condvar, Mutex};

fn main() {
    let shared = Arc::new((Mutex::new(VecDeque::new()), Condvar::new()));
    let consumers: Vec<_> = (0..2)
        .map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                let mut queue = shared.0.lock();
                if queue.is_empty() {
                    shared.1.wait(&mut queue);
                }
                queue.pop_front().unwrap()
            })
        })
        .collect();
    for number in 0..2 {
        shared.0.lock().push_back(number);
        shared.1.notify_all();
    }
    for consumer in consumers {
        consumer.join().unwrap();
    }
}
