//@ finds: deadlock
//! A second read lock waits behind the writer that waits for the first.

use std::sync::{Arc, RwLock};
use std::thread;

fn main() {
    let table = Arc::new(RwLock::new(vec![1, 2, 3]));
    let writer = {
        let table = Arc::clone(&table);
        thread::spawn(move || table.write().unwrap().push(4))
    };
    let outer = table.read().unwrap();
    let length = table.read().unwrap().len();
    assert!(length >= outer.len());
    drop(outer);
    writer.join().unwrap();
}
