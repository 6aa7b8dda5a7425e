//@ rejects: E0277
//! Two threads use one guard of a `Cell` at the same time.

use std::cell::Cell;
use std::thread;

use answer::SpinLock;

fn main() {
    let lock = SpinLock::new(Cell::new(1));
    let guard = lock.lock();
    thread::scope(|scope| {
        scope.spawn(|| guard.set(2));
        guard.set(3);
    });
}
