//! Each side acquires the other one's index.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const ROOM: usize = 2;

struct Ring {
    slots: [UnsafeCell<u32>; ROOM],
    head: AtomicUsize,
    tail: AtomicUsize,
}

// SAFETY: meant to hold because a slot is either the producer's or the consumer's.
unsafe impl Sync for Ring {}

impl Ring {
    fn push(&self, value: u32) {
        let tail = self.tail.load(Ordering::Relaxed);
        while tail - self.head.load(Ordering::Acquire) == ROOM {
            thread::yield_now();
        }
        unsafe { *self.slots[tail % ROOM].get() = value };
        self.tail.store(tail + 1, Ordering::Release);
    }

    fn pop(&self) -> u32 {
        let head = self.head.load(Ordering::Relaxed);
        while self.tail.load(Ordering::Acquire) == head {
            thread::yield_now();
        }
        let value = unsafe { *self.slots[head % ROOM].get() };
        self.head.store(head + 1, Ordering::Release);
        value
    }
}

fn main() {
    let ring = Ring {
        slots: [UnsafeCell::new(0), UnsafeCell::new(0)],
        head: AtomicUsize::new(0),
        tail: AtomicUsize::new(0),
    };
    thread::scope(|scope| {
        scope.spawn(|| (1..=3).for_each(|value| ring.push(value)));
        scope.spawn(|| (1..=3).for_each(|value| assert_eq!(ring.pop(), value)));
    });
}
