//@ finds: data-race
//! A ticket lock whose turn is read without acquiring.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

struct TicketLock {
    next: AtomicUsize,
    turn: AtomicUsize,
    value: UnsafeCell<u32>,
}

// SAFETY: meant to hold because only the owner of the turn touches the value.
unsafe impl Sync for TicketLock {}

impl TicketLock {
    fn add(&self) {
        let ticket = self.next.fetch_add(1, Ordering::AcqRel);
        while self.turn.load(Ordering::Relaxed) != ticket {
            thread::yield_now();
        }
        unsafe { *self.value.get() += 1 };
        self.turn.store(ticket + 1, Ordering::Release);
    }
}

fn main() {
    let lock = TicketLock { next: AtomicUsize::new(0), turn: AtomicUsize::new(0), value: UnsafeCell::new(0) };
    thread::scope(|scope| {
        scope.spawn(|| lock.add());
        scope.spawn(|| lock.add());
    });
}
