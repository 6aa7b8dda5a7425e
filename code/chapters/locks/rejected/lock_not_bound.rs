//! An underscore binds nothing: the guard is dropped in the same statement.
//@ warns: let_underscore_lock

// ANCHOR: main
use std::sync::Mutex;

fn main() {
    let jobs = Mutex::new(vec![7]);
    let _ = jobs.lock();
    println!("nobody else is in here");
}
// ANCHOR_END: main
