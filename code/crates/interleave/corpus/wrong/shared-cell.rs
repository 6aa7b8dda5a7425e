//@ finds: data-race
//! Two threads change a cell without any synchronization.

use std::cell::UnsafeCell;
use std::thread;

struct Shared(UnsafeCell<u32>);

// SAFETY: does not hold, that is the point.
unsafe impl Sync for Shared {}

impl Shared {
    fn add(&self) {
        unsafe { *self.0.get() += 1 };
    }
}

fn main() {
    let shared = Shared(UnsafeCell::new(0));
    thread::scope(|scope| {
        scope.spawn(|| shared.add());
        scope.spawn(|| shared.add());
    });
}
