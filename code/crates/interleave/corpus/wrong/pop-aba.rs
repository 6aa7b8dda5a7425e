//@ finds: panic
//! A slot's number comes back to the top of the free list while another thread still holds its old successor.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const NONE: usize = usize::MAX;

struct Free {
    top: AtomicUsize,
    next: [AtomicUsize; 3],
    used: [AtomicUsize; 3],
}

impl Free {
    fn take(&self) -> Option<usize> {
        loop {
            let top = self.top.load(Ordering::SeqCst);
            if top == NONE {
                return None;
            }
            let next = self.next[top].load(Ordering::SeqCst);
            if self.top.compare_exchange(top, next, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
                assert_eq!(self.used[top].fetch_add(1, Ordering::SeqCst), 0, "one slot, two owners");
                return Some(top);
            }
        }
    }

    fn give(&self, slot: usize) {
        self.used[slot].fetch_sub(1, Ordering::SeqCst);
        let mut top = self.top.load(Ordering::SeqCst);
        loop {
            self.next[slot].store(top, Ordering::SeqCst);
            match self.top.compare_exchange(top, slot, Ordering::SeqCst, Ordering::SeqCst) {
                Ok(_) => return,
                Err(now) => top = now,
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
