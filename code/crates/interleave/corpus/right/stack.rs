//! The new top is exchanged only against the one it points to.

use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::thread;

struct Node {
    value: u32,
    next: *mut Node,
}

struct Stack {
    top: AtomicPtr<Node>,
}

impl Stack {
    fn push(&self, value: u32) {
        let node = Box::into_raw(Box::new(Node {
            value,
            next: ptr::null_mut(),
        }));
        let mut top = self.top.load(Ordering::Relaxed);
        loop {
            unsafe { (*node).next = top };
            match self.top.compare_exchange_weak(top, node, Ordering::Release, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => top = now,
            }
        }
    }

    fn total(&self) -> u32 {
        let mut node = self.top.load(Ordering::Acquire);
        let mut total = 0;
        while !node.is_null() {
            let current = unsafe { &*node };
            total += current.value;
            node = current.next;
        }
        total
    }
}

fn main() {
    let stack = Stack {
        top: AtomicPtr::new(ptr::null_mut()),
    };
    thread::scope(|scope| {
        scope.spawn(|| stack.push(1));
        scope.spawn(|| stack.push(2));
    });
    assert_eq!(stack.total(), 3);
}
