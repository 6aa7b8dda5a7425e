//! The bound `T: Send` keeps an `Rc` out of a lock that threads share.
//@ rejects: E0277

use std::cell::UnsafeCell;
use std::hint;
use std::rc::Rc;
use std::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use std::thread;

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
        value: UnsafeCell::new(Rc::new(0)),
    };
    let enter = || visitors.with(|count| *count = Rc::new(**count + 1));
    thread::scope(|scope| {
        scope.spawn(enter);
        scope.spawn(enter);
    });
}
// ANCHOR_END: main
