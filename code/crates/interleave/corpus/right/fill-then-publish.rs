//! The pointer becomes public when what it points to is complete; the reader waits for it.

use std::cell::UnsafeCell;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::thread;

struct Config {
    limit: UnsafeCell<u32>,
}

// SAFETY: nobody changes a published configuration.
unsafe impl Sync for Config {}

fn main() {
    let config = Config { limit: UnsafeCell::new(0) };
    let current: AtomicPtr<Config> = AtomicPtr::new(ptr::null_mut());
    thread::scope(|scope| {
        scope.spawn(|| {
            unsafe { *config.limit.get() = 8 };
            current.store(ptr::from_ref(&config).cast_mut(), Ordering::Release);
        });
        for _ in 0..2 {
            scope.spawn(|| {
                let mut seen = current.load(Ordering::Acquire);
                while seen.is_null() {
                    std::hint::spin_loop();
                    seen = current.load(Ordering::Acquire);
                }
                assert_eq!(unsafe { *(*seen).limit.get() }, 8);
            });
        }
    });
}
