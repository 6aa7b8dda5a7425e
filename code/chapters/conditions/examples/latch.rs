//! A latch: wait until so many things have happened.
//@ explore: holds

use std::thread;

// ANCHOR: latch
use std::sync::{Condvar, Mutex};

struct Latch {
    missing: Mutex<usize>,
    changed: Condvar,
}

impl Latch {
    fn new(count: usize) -> Self {
        Self {
            missing: Mutex::new(count),
            changed: Condvar::new(),
        }
    }

    fn count_down(&self) {
        let mut missing = self.missing.lock().unwrap();
        *missing -= 1;
        if *missing == 0 {
            self.changed.notify_all();
        }
    }

    fn wait(&self) {
        let missing = self.missing.lock().unwrap();
        let _guard = self
            .changed
            .wait_while(missing, |missing| *missing > 0)
            .unwrap();
    }
}
// ANCHOR_END: latch

// ANCHOR: main
fn main() {
    let loaded = Latch::new(2);
    let parts = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                *parts.lock().unwrap() += 1;
                loaded.count_down();
            });
        }
        loaded.wait();
        println!(
            "{} of 2 parts loaded, the threads may go on",
            parts.lock().unwrap()
        );
    });
}
// ANCHOR_END: main
