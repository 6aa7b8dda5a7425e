//@ finds: panic
//! Between giving back the write lock and taking the read lock, someone else writes.

use std::sync::RwLock;
use std::thread;

fn set_and_check(value: &RwLock<u32>, mine: u32) {
    *value.write().unwrap() = mine;
    assert_eq!(*value.read().unwrap(), mine, "still what I wrote");
}

fn main() {
    let value = RwLock::new(0);
    thread::scope(|scope| {
        scope.spawn(|| set_and_check(&value, 1));
        scope.spawn(|| set_and_check(&value, 2));
    });
}
