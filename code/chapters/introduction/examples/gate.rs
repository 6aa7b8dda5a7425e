//! A gate that looks right, and leaves a visitor waiting for ever under one order of events.
//@ explore: fails deadlock
//@ graph

// ANCHOR: gate
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Condvar, Mutex};
use std::thread;

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
// ANCHOR_END: gate

// ANCHOR: main
fn main() {
    let gate = Gate::default();
    thread::scope(|scope| {
        scope.spawn(|| gate.wait());
        gate.open();
    });
    println!("the visitor is through");
}
// ANCHOR_END: main
