//@ finds: data-race
//! The pointer is public before what it points to is complete.

use std::cell::UnsafeCell;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::thread;

struct Config {
    limit: UnsafeCell<u32>,
}

// SAFETY: meant to hold because nobody changes a published configuration.
unsafe impl Sync for Config {}

fn main() {
    let config = Config { limit: UnsafeCell::new(0) };
    let current: AtomicPtr<Config> = AtomicPtr::new(ptr::null_mut());
    thread::scope(|scope| {
        scope.spawn(|| {
            current.store(ptr::from_ref(&config).cast_mut(), Ordering::Release);
            unsafe { *config.limit.get() = 8 };
        });
        scope.spawn(|| {
            let seen = current.load(Ordering::Acquire);
            if !seen.is_null() {
                let limit = unsafe { *(*seen).limit.get() };
                assert!(limit == 0 || limit == 8);
            }
        });
    });
}
