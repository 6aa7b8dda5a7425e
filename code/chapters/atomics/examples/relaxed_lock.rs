//! The same lock with Relaxed: one thread at a time, and still a data race.
//@ explore: fails data-race

// ANCHOR: main
use std::cell::UnsafeCell;
use std::hint;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;

// ANCHOR: lock
struct SpinLock<T> {
    locked: AtomicBool,
    value: UnsafeCell<T>,
}

// SAFETY: none; this is the mistake of the listing.
unsafe impl<T: Send> Sync for SpinLock<T> {}

impl<T> SpinLock<T> {
    fn with<R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        while self.locked.swap(true, Relaxed) {
            hint::spin_loop();
        }
        // SAFETY: alone here, but what the last owner wrote need not have arrived.
        let result = work(unsafe { &mut *self.value.get() });
        self.locked.store(false, Relaxed);
        result
    }
}
// ANCHOR_END: lock

fn main() {
    let visitors = SpinLock {
        locked: AtomicBool::new(false),
        value: UnsafeCell::new(0),
    };
    let enter = || visitors.with(|count| *count += 1);
    thread::scope(|scope| {
        scope.spawn(enter);
        scope.spawn(enter);
    });
    println!("{} visitors", visitors.with(|count| *count));
}
// ANCHOR_END: main
