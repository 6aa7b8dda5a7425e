//@ finds: data-race
//! The writer reuses the old slot at once, while a reader may still look at it.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

struct Config {
    slots: [UnsafeCell<(u16, u16)>; 2],
    current: AtomicUsize,
}

unsafe impl Sync for Config {}

impl Config {
    fn read(&self) -> (u16, u16) {
        let slot = self.current.load(Ordering::Acquire);
        unsafe { *self.slots[slot].get() }
    }

    fn publish(&self, value: (u16, u16)) {
        let slot = 1 - self.current.load(Ordering::Relaxed);
        unsafe { *self.slots[slot].get() = value };
        self.current.store(slot, Ordering::Release);
    }
}

fn main() {
    let config = Config { slots: [UnsafeCell::new((1, 1)), UnsafeCell::new((0, 0))], current: AtomicUsize::new(0) };
    thread::scope(|scope| {
        let reader = scope.spawn(|| config.read());
        config.publish((2, 2));
        config.publish((3, 3));
        let (left, right) = reader.join().unwrap();
        assert_eq!(left, right);
    });
}
