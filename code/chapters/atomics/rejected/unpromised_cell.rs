//! A struct with an `UnsafeCell` is not shared between threads until somebody promises how.
//@ rejects: E0277

// ANCHOR: main
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

struct SpinLock {
    locked: AtomicBool,
    value: UnsafeCell<u32>,
}

impl SpinLock {
    fn is_locked(&self) -> bool {
        self.locked.load(Ordering::Relaxed)
    }
}

fn main() {
    let lock = SpinLock {
        locked: AtomicBool::new(false),
        value: UnsafeCell::new(0),
    };
    thread::scope(|scope| {
        scope.spawn(|| println!("{}", lock.is_locked()));
    });
    println!("{}", lock.value.into_inner());
}
// ANCHOR_END: main
