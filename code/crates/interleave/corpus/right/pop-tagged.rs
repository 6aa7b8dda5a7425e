//! The top of the free list carries a tag that changes with each exchange, so an old top is never taken for a new one.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const NONE: usize = 0xff;

struct Free {
    top: AtomicUsize,
    next: [AtomicUsize; 3],
    used: [AtomicUsize; 3],
}

impl Free {
    fn exchange(&self, old: usize, slot: usize) -> Result<usize, usize> {
        let new = (((old >> 8) + 1) << 8) | slot;
        self.top.compare_exchange(old, new, Ordering::SeqCst, Ordering::SeqCst)
    }

    fn take(&self) -> Option<usize> {
        let mut old = self.top.load(Ordering::SeqCst);
        loop {
            let slot = old & 0xff;
            if slot == NONE {
                return None;
            }
            match self.exchange(old, self.next[slot].load(Ordering::SeqCst)) {
                Ok(_) => {
                    assert_eq!(self.used[slot].fetch_add(1, Ordering::SeqCst), 0, "one slot, two owners");
                    return Some(slot);
                }
                Err(now) => old = now,
            }
        }
    }

    fn give(&self, slot: usize) {
        self.used[slot].fetch_sub(1, Ordering::SeqCst);
        let mut old = self.top.load(Ordering::SeqCst);
        loop {
            self.next[slot].store(old & 0xff, Ordering::SeqCst);
            match self.exchange(old, slot) {
                Ok(_) => return,
                Err(now) => old = now,
            }
        }
    }
}

fn main() {
    let free = Free {
        top: AtomicUsize::new(0),
        next: [AtomicUsize::new(1), AtomicUsize::new(2), AtomicUsize::new(NONE)],
        used: [const { AtomicUsize::new(0) }; 3],
    };
    thread::scope(|scope| {
        scope.spawn(|| {
            free.take();
            free.take();
        });
        scope.spawn(|| {
            let first = free.take();
            let _second = free.take();
            if let Some(first) = first {
                free.give(first);
            }
        });
    });
}
