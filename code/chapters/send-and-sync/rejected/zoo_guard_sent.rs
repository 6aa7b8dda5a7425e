//! A lock taken by one thread and given back by another.
//@ rejects: E0277

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

static ACCOUNT: Mutex<i32> = Mutex::new(100);

fn main() {
    let guard = ACCOUNT.lock().unwrap();
    thread::spawn(move || drop(guard)).join().unwrap();
}
// ANCHOR_END: main
