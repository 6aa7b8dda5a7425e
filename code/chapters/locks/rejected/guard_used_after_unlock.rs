//! The number cannot be touched after the lock was given back.
//@ rejects: E0382

// ANCHOR: main
use std::sync::Mutex;

fn main() {
    let balance = Mutex::new(100);
    let mut guard = balance.lock().unwrap();
    drop(guard);
    *guard -= 80;
}
// ANCHOR_END: main
