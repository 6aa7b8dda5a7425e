//! Each owner releases, the last one acquires.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering, fence};
use std::thread;

struct Counted {
    owners: AtomicUsize,
    value: UnsafeCell<u32>,
    freed: UnsafeCell<bool>,
}

// SAFETY: meant to hold because only the last owner frees.
unsafe impl Sync for Counted {}

impl Counted {
    fn use_and_drop(&self) {
        assert_eq!(unsafe { *self.value.get() }, 5);
        if self.owners.fetch_sub(1, Ordering::Release) == 1 {
            fence(Ordering::Acquire);
            unsafe { *self.value.get() = 0 };
            unsafe { *self.freed.get() = true };
        }
    }
}

fn main() {
    let counted = Counted {
        owners: AtomicUsize::new(2),
        value: UnsafeCell::new(5),
        freed: UnsafeCell::new(false),
    };
    thread::scope(|scope| {
        scope.spawn(|| counted.use_and_drop());
        scope.spawn(|| counted.use_and_drop());
    });
    assert!(counted.freed.into_inner());
}
