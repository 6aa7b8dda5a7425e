//@ finds: deadlock
//! The flag changes between the look and the sleep, because it is not set under the lock.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Gate {
    open: AtomicBool,
    lock: Mutex<()>,
    opened: Condvar,
}

fn main() {
    let gate = Arc::new(Gate {
        open: AtomicBool::new(false),
        lock: Mutex::new(()),
        opened: Condvar::new(),
    });
    let keeper = {
        let gate = Arc::clone(&gate);
        thread::spawn(move || {
            gate.open.store(true, Ordering::SeqCst);
            gate.opened.notify_all();
        })
    };
    let mut guard = gate.lock.lock().unwrap();
    while !gate.open.load(Ordering::SeqCst) {
        guard = gate.opened.wait(guard).unwrap();
    }
    drop(guard);
    keeper.join().unwrap();
}
