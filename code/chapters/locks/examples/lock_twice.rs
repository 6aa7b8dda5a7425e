//! A thread that locks what it holds waits for itself.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::{Mutex, MutexGuard};

#[derive(Default)]
struct Counter {
    count: Mutex<u64>,
}

impl Counter {
    fn lock(&self) -> MutexGuard<'_, u64> {
        self.count.lock().unwrap()
    }

    fn increment(&self) {
        *self.lock() += 1;
    }
}

fn main() {
    let counter = Counter::default();
    let guard = counter.lock();
    println!("nobody else may count now");
    counter.increment();
    println!("counted {guard}");
}
// ANCHOR_END: main
