//! Two threads use a `Cell`, one after the other.

use std::cell::Cell;
use std::thread;

use answer::SpinLock;

fn main() {
    let lock = SpinLock::new(Cell::new(1));
    thread::scope(|scope| {
        scope.spawn(|| drop(lock.lock()));
        scope.spawn(|| drop(lock.try_lock()));
    });
}
