//! Sequentially consistent fences on both sides: the scan sees the hazard, or the reader the change.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering, fence};
use std::thread;

const NONE: usize = usize::MAX;

struct Domain {
    current: AtomicUsize,
    hazard: AtomicUsize,
    nodes: [UnsafeCell<u32>; 2],
}

unsafe impl Sync for Domain {}

impl Domain {
    fn read(&self) -> u32 {
        loop {
            let node = self.current.load(Ordering::Acquire);
            self.hazard.store(node, Ordering::Relaxed);
            fence(Ordering::SeqCst);
            if self.current.load(Ordering::Acquire) == node {
                let value = unsafe { *self.nodes[node].get() };
                self.hazard.store(NONE, Ordering::Release);
                return value;
            }
        }
    }

    fn replace(&self) {
        let old = self.current.swap(1, Ordering::AcqRel);
        fence(Ordering::SeqCst);
        if self.hazard.load(Ordering::Acquire) != old {
            unsafe { *self.nodes[old].get() = 0xDEAD };
        }
    }
}

fn main() {
    let domain = Domain {
        current: AtomicUsize::new(0),
        hazard: AtomicUsize::new(NONE),
        nodes: [UnsafeCell::new(10), UnsafeCell::new(20)],
    };
    thread::scope(|scope| {
        scope.spawn(|| domain.replace());
        let value = domain.read();
        assert!(value == 10 || value == 20);
    });
}
