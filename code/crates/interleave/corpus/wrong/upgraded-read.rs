//@ finds: deadlock
//! The write lock is wanted while the read lock is still held.

use std::sync::RwLock;

fn main() {
    let settings = RwLock::new(1);
    let current = settings.read().unwrap();
    if *current == 1 {
        *settings.write().unwrap() = 2;
    }
}
