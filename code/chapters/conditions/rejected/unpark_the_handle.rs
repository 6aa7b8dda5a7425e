//! A join handle is not the thread's address; `thread()` gives it.
//@ rejects: E0599

// ANCHOR: main
use std::thread;

fn main() {
    let sleeper = thread::spawn(thread::park);
    sleeper.unpark();
    sleeper.join().unwrap();
}
// ANCHOR_END: main
