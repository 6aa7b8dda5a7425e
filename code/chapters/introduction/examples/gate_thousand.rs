//! The same gate, a thousand times: ordinary testing finds nothing.
//@ output: pattern
//@ because: the gate is wrong, so any round may hang, and ordinary testing nearly never sees it
//@ explore: no, because it runs the gate a thousand times in a row, and the program `gate` is its one round

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;
use std::time::Duration;

#[derive(Default)]
struct Gate {
    open: AtomicBool,
    lock: Mutex<()>,
    opened: Condvar,
}

impl Gate {
    fn wait(&self) {
        let mut guard = self.lock.lock().unwrap();
        while !self.open.load(SeqCst) {
            guard = self.opened.wait(guard).unwrap();
        }
    }

    fn open(&self) {
        self.open.store(true, SeqCst);
        self.opened.notify_all();
    }
}

// ANCHOR: main
fn main() {
    for round in 1..=1000 {
        let gate = Arc::new(Gate::default());
        let (passed, through) = mpsc::channel();
        let visitor = Arc::clone(&gate);
        thread::spawn(move || {
            visitor.wait();
            passed.send(()).unwrap();
        });
        gate.open();
        if through.recv_timeout(Duration::from_secs(5)).is_err() {
            println!("round {round}: the visitor still waits");
            return;
        }
    }
    println!("1000 rounds, 1000 visitors through");
}
// ANCHOR_END: main
