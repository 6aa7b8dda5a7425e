//@ rejects: E0277
//! Two threads use an `Rc`, one after the other.

use std::rc::Rc;
use std::thread;

use answer::SpinLock;

fn main() {
    let lock = SpinLock::new(Rc::new(1));
    thread::scope(|scope| {
        scope.spawn(|| drop(lock.lock()));
        scope.spawn(|| drop(lock.try_lock()));
    });
}
