//! A `Cell` travels to another thread in its lock.

use std::cell::Cell;
use std::thread;

use answer::SpinLock;

fn main() {
    let lock = SpinLock::new(Cell::new(1));
    thread::spawn(move || drop(lock.into_inner()));
}
