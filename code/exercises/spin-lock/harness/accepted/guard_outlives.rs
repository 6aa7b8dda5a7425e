//! A guard ends before its lock.

use answer::{SpinGuard, SpinLock};

fn main() {
    let lock = SpinLock::new(1);
    let guard: SpinGuard<'_, u32>;
    {
        guard = lock.lock();
    }
    drop(guard);
}
