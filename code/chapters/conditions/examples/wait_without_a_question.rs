//! Whoever sleeps without asking waits for a notification that has come already.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::{Condvar, Mutex};
use std::thread;

fn main() {
    let ready = Mutex::new(false);
    let changed = Condvar::new();

    thread::scope(|scope| {
        let setter = scope.spawn(|| {
            *ready.lock().unwrap() = true;
            changed.notify_one();
        });
        setter.join().unwrap();

        println!("waiting");
        let guard = changed.wait(ready.lock().unwrap()).unwrap();
        println!("ready: {guard}");
    });
}
// ANCHOR_END: main
