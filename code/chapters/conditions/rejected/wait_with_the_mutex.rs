//! Whoever wants to wait must hold the lock, and prove it with the guard.
//@ rejects: E0308

// ANCHOR: main
use std::sync::{Condvar, Mutex};

fn main() {
    let ready = Mutex::new(true);
    let changed = Condvar::new();
    while !*ready.lock().unwrap() {
        let _guard = changed.wait(ready).unwrap();
    }
}
// ANCHOR_END: main
