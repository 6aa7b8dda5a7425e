//! Gives way instead of a hint.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

struct SpinLock {
    locked: AtomicBool,
    value: UnsafeCell<u32>,
}

// SAFETY: meant to hold because `with` excludes others.
unsafe impl Sync for SpinLock {}

impl SpinLock {
    fn with(&self, change: impl FnOnce(&mut u32)) {
        while self.locked.swap(true, Ordering::Acquire) {
            thread::yield_now();
        }
        change(unsafe { &mut *self.value.get() });
        self.locked.store(false, Ordering::Release);
    }
}

fn main() {
    let lock = SpinLock {
        locked: AtomicBool::new(false),
        value: UnsafeCell::new(0),
    };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| lock.with(|value| *value += 1));
        }
    });
    assert_eq!(lock.value.into_inner(), 2);
}
