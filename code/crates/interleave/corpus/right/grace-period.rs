//! The writer waits until no reader is inside before it reuses the old slot.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

struct Config {
    slots: [UnsafeCell<(u16, u16)>; 2],
    current: AtomicUsize,
    readers: AtomicUsize,
}

unsafe impl Sync for Config {}

impl Config {
    fn read(&self) -> (u16, u16) {
        self.readers.fetch_add(1, SeqCst);
        let slot = self.current.load(SeqCst);
        let value = unsafe { *self.slots[slot].get() };
        self.readers.fetch_sub(1, SeqCst);
        value
    }

    fn publish(&self, value: (u16, u16)) {
        let slot = 1 - self.current.load(SeqCst);
        while self.readers.load(SeqCst) > 0 {
            thread::yield_now();
        }
        unsafe { *self.slots[slot].get() = value };
        self.current.store(slot, SeqCst);
    }
}

fn main() {
    let config = Config {
        slots: [UnsafeCell::new((1, 1)), UnsafeCell::new((0, 0))],
        current: AtomicUsize::new(0),
        readers: AtomicUsize::new(0),
    };
    thread::scope(|scope| {
        let reader = scope.spawn(|| config.read());
        config.publish((2, 2));
        config.publish((3, 3));
        let (left, right) = reader.join().unwrap();
        assert_eq!(left, right);
    });
}
