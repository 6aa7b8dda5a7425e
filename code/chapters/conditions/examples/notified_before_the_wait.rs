//! Whoever asks before sleeping cannot miss a notification.
//@ explore: holds

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

        let guard = changed
            .wait_while(ready.lock().unwrap(), |ready| !*ready)
            .unwrap();
        println!("ready: {guard}");
    });
}
// ANCHOR_END: main
