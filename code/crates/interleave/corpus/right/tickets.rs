//! A ticket lock: turns are acquired and released.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

struct TicketLock {
    next: AtomicUsize,
    turn: AtomicUsize,
    value: UnsafeCell<u32>,
}

// SAFETY: only the owner of the turn touches the value.
unsafe impl Sync for TicketLock {}

impl TicketLock {
    fn add(&self) {
        let ticket = self.next.fetch_add(1, Ordering::Relaxed);
        while self.turn.load(Ordering::Acquire) != ticket {
            thread::yield_now();
        }
        unsafe { *self.value.get() += 1 };
        self.turn.store(ticket + 1, Ordering::Release);
    }
}

fn main() {
    let lock = TicketLock { next: AtomicUsize::new(0), turn: AtomicUsize::new(0), value: UnsafeCell::new(0) };
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| lock.add());
        }
    });
    assert_eq!(lock.value.into_inner(), 3);
}
