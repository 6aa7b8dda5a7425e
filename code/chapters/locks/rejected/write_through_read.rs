//! A read guard gives a shared reference.
//@ rejects: E0596

// ANCHOR: main
use std::sync::RwLock;

fn main() {
    let limits = RwLock::new(vec![10, 20]);
    limits.read().unwrap().push(30);
}
// ANCHOR_END: main
