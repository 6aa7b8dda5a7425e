//! One guard is used for everything.

use std::sync::{Arc, RwLock};
use std::thread;

fn main() {
    let table = Arc::new(RwLock::new(vec![1, 2, 3]));
    let writer = {
        let table = Arc::clone(&table);
        thread::spawn(move || table.write().unwrap().push(4))
    };
    let reader = {
        let table = Arc::clone(&table);
        thread::spawn(move || table.read().unwrap().len())
    };
    let here = table.read().unwrap().len();
    assert!((3..=4).contains(&here));
    assert!((3..=4).contains(&reader.join().unwrap()));
    writer.join().unwrap();
    assert_eq!(table.read().unwrap().len(), 4);
}
