//! An event that brings a value: wait until a `OnceLock` is filled.
//@ explore: holds

// ANCHOR: main
use std::sync::OnceLock;
use std::thread;

fn main() {
    let address = OnceLock::new();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| println!("connecting to {}", address.wait()));
        }
        address.set("127.0.0.1:8080").expect("nobody else sets it");
    });
}
// ANCHOR_END: main
