//@ rejects: E0597, E0505, E0515, E0716
//! A guard is still used when its lock is gone.

use answer::{SpinGuard, SpinLock};

fn main() {
    let guard: SpinGuard<'_, u32>;
    {
        let lock = SpinLock::new(1);
        guard = lock.lock();
    }
    drop(guard);
}
