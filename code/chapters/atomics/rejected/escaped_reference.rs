//! A reference to the value does not outlive the closure that may use it.
//@ rejects: E0521

use std::cell::UnsafeCell;
use std::hint;
use std::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};

struct SpinLock<T> {
    locked: AtomicBool,
    value: UnsafeCell<T>,
}

// SAFETY: `with` lets one thread at a time reach the value; sharing the lock sends it.
unsafe impl<T: Send> Sync for SpinLock<T> {}

impl<T> SpinLock<T> {
    fn with<R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        // ORDERING: Acquire, pairs with the Release of the owner before.
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
        // SAFETY: no other thread gets past the loop until this one clears `locked`.
        let result = work(unsafe { &mut *self.value.get() });
        // ORDERING: Release, pairs with the Acquire of the next owner.
        self.locked.store(false, Release);
        result
    }
}

// ANCHOR: main
fn main() {
    let visitors = SpinLock {
        locked: AtomicBool::new(false),
        value: UnsafeCell::new(0),
    };
    let mut kept = None;
    visitors.with(|count| kept = Some(count));
    println!("{:?}", kept);
}
// ANCHOR_END: main
