//! Peterson's lock, sequentially consistent.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

struct Peterson {
    wants: [AtomicBool; 2],
    turn: AtomicUsize,
    value: UnsafeCell<u32>,
}

// SAFETY: meant to hold because only one thread is inside.
unsafe impl Sync for Peterson {}

impl Peterson {
    fn enter(&self, me: usize) {
        self.wants[me].store(true, Ordering::SeqCst);
        self.turn.store(1 - me, Ordering::SeqCst);
        while self.wants[1 - me].load(Ordering::SeqCst) && self.turn.load(Ordering::SeqCst) == 1 - me {
            std::hint::spin_loop();
        }
        unsafe { *self.value.get() += 1 };
        self.wants[me].store(false, Ordering::Release);
    }
}

fn main() {
    let lock = Peterson {
        wants: [AtomicBool::new(false), AtomicBool::new(false)],
        turn: AtomicUsize::new(0),
        value: UnsafeCell::new(0),
    };
    thread::scope(|scope| {
        scope.spawn(|| lock.enter(0));
        scope.spawn(|| lock.enter(1));
    });
    assert_eq!(lock.value.into_inner(), 2);
}
