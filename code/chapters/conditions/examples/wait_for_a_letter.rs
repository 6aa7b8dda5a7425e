//! A condition variable: sleep until another thread has made something true.
//@ explore: holds

// ANCHOR: main
use std::sync::{Condvar, Mutex};
use std::thread;

fn main() {
    let letters = Mutex::new(Vec::new());
    let arrived = Condvar::new();

    thread::scope(|scope| {
        scope.spawn(|| {
            let mut letters = letters.lock().unwrap();
            while letters.is_empty() {
                letters = arrived.wait(letters).unwrap();
            }
            println!("read: {}", letters.pop().unwrap());
        });

        letters.lock().unwrap().push("dear Ada");
        arrived.notify_one();
    });
}
// ANCHOR_END: main
