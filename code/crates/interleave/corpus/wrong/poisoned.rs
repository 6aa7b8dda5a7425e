//@ finds: panic
//! A thread panics with the lock in its hands; the next one cannot lock.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let list = Arc::new(Mutex::new(vec![1]));
    let worker = {
        let list = Arc::clone(&list);
        thread::spawn(move || {
            let list = list.lock().unwrap();
            list[5]
        })
    };
    assert_eq!(list.lock().unwrap().len(), 1);
    let _ = worker.join();
}
