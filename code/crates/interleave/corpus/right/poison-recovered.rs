//! A poisoned lock can be taken over.

use std::sync::{Arc, Mutex, PoisonError};
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
    assert!(worker.join().is_err());
    assert!(list.is_poisoned());
    let guard = list.lock().unwrap_or_else(PoisonError::into_inner);
    assert_eq!(*guard, [1]);
    drop(guard);
    list.clear_poison();
    assert!(list.lock().is_ok());
}
