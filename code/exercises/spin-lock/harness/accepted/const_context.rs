//! A static lock.

use std::cell::Cell;

use answer::SpinLock;

static LOCK: SpinLock<Option<Cell<u32>>> = SpinLock::new(None);

fn main() {
    *LOCK.lock() = None;
}
