//! One critical section per change.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let balance = Arc::new(Mutex::new(100));
    let threads: Vec<_> = (0..3)
        .map(|_| {
            let balance = Arc::clone(&balance);
            thread::spawn(move || *balance.lock().unwrap() -= 10)
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(*balance.lock().unwrap(), 70);
}
