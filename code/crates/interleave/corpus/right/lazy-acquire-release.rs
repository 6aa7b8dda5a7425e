//! Double-checked locking with an acquire load and a release store.

use std::cell::UnsafeCell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

struct Lazy {
    done: AtomicBool,
    lock: Mutex<()>,
    value: UnsafeCell<u32>,
}

// SAFETY: meant to hold because the value is written once, under the lock.
unsafe impl Sync for Lazy {}

impl Lazy {
    fn get(&self) -> u32 {
        if !self.done.load(Ordering::Acquire) {
            let _guard = self.lock.lock().unwrap();
            if !self.done.load(Ordering::Relaxed) {
                unsafe { *self.value.get() = 42 };
                self.done.store(true, Ordering::Release);
            }
        }
        unsafe { *self.value.get() }
    }
}

fn main() {
    let lazy = Lazy {
        done: AtomicBool::new(false),
        lock: Mutex::new(()),
        value: UnsafeCell::new(0),
    };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert_eq!(lazy.get(), 42));
        }
    });
}
