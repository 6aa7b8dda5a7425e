//! The number inside a mutex, without its lock.
//@ rejects: E0614

// ANCHOR: main
use std::sync::Mutex;

fn careless(counter: &Mutex<u64>) {
    **counter += 1;
}
// ANCHOR_END: main

fn main() {
    let counter = Mutex::new(0);
    careless(&counter);
}
