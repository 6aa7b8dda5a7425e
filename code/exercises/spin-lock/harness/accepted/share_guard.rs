//! Two threads use two guards of a `Cell`, one after the other.

use std::cell::Cell;
use std::thread;

use answer::SpinLock;

fn main() {
    let lock = SpinLock::new(Cell::new(1));
    thread::scope(|scope| {
        scope.spawn(|| lock.lock().set(2));
        lock.lock().set(3);
    });
}
