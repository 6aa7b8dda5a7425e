//! The guard is given away for the time of the sleep; afterwards there is a new one.
//@ rejects: E0382

// ANCHOR: main
use std::sync::{Condvar, Mutex};

fn main() {
    let letters = Mutex::new(vec!["dear Ada"]);
    let arrived = Condvar::new();

    let mut inside = letters.lock().unwrap();
    while inside.is_empty() {
        let _woken = arrived.wait(inside).unwrap();
    }
    println!("{:?}", inside.pop());
}
// ANCHOR_END: main
