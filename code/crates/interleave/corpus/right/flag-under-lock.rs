//! The flag is set under the lock that the waiter holds while it looks.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn main() {
    let gate = Arc::new((Mutex::new(false), Condvar::new()));
    let keeper = {
        let gate = Arc::clone(&gate);
        thread::spawn(move || {
            *gate.0.lock().unwrap() = true;
            gate.1.notify_all();
        })
    };
    let mut open = gate.0.lock().unwrap();
    while !*open {
        open = gate.1.wait(open).unwrap();
    }
    drop(open);
    keeper.join().unwrap();
}
