//@ finds: panic
//! A registry in a static: two threads look before either inserts.

use parking_lot::RwLock;
use std::thread;

static NAMES: RwLock<Vec<&str>> = RwLock::new(Vec::new());

fn register(name: &'static str) {
    if !NAMES.read().contains(&name) {
        NAMES.write().push(name);
    }
}

fn main() {
    assert!(NAMES.read().is_empty());
    let other = thread::spawn(|| register("printer"));
    register("printer");
    other.join().unwrap();
    assert_eq!(NAMES.read().len(), 1, "each name once");
}
