//@ rejects: E0277
//! An `Rc` travels to another thread in its lock.

use std::rc::Rc;
use std::thread;

use answer::SpinLock;

fn main() {
    let lock = SpinLock::new(Rc::new(1));
    thread::spawn(move || drop(lock.into_inner()));
}
