//@ finds: deadlock
//! Waiting for a signal that may already be over.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn main() {
    let ready = Arc::new((Mutex::new(()), Condvar::new()));
    let setter = {
        let ready = Arc::clone(&ready);
        thread::spawn(move || ready.1.notify_one())
    };
    let guard = ready.0.lock().unwrap();
    let _guard = ready.1.wait(guard).unwrap();
    setter.join().unwrap();
}
