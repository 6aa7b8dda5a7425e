//@ rejects: E0277
//! A static lock of something that must not leave its thread.

use std::rc::Rc;

use answer::SpinLock;

static LOCK: SpinLock<Option<Rc<u32>>> = SpinLock::new(None);

fn main() {
    *LOCK.lock() = None;
}
