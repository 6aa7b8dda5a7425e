//! A stack of boxed nodes by compare and exchange; one consumer, so that no node is freed under a reader.

use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::thread;
struct Node<T> {
    value: T,
    next: *mut Node<T>,
}
struct Stack<T> {
    head: AtomicPtr<Node<T>>,
}
unsafe impl<T: Send> Sync for Stack<T> {}
unsafe impl<T: Send> Send for Stack<T> {}
impl<T> Stack<T> {
    fn push(&self, value: T) {
        let node = Box::into_raw(Box::new(Node { value, next: ptr::null_mut() }));
        let mut head = self.head.load(Ordering::Relaxed);
        loop {
            unsafe { (*node).next = head };
            match self.head.compare_exchange_weak(head, node, Ordering::Release, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => head = now,
            }
        }
    }
    fn take_all(&self) -> Vec<T> {
        let mut node = self.head.swap(ptr::null_mut(), Ordering::Acquire);
        let mut all = Vec::new();
        while !node.is_null() {
            let boxed = unsafe { Box::from_raw(node) };
            all.push(boxed.value);
            node = boxed.next;
        }
        all
    }
}
fn main() {
    let stack = Arc::new(Stack { head: AtomicPtr::new(ptr::null_mut()) });
    let pushers: Vec<_> = (0..2)
        .map(|id| {
            let stack = Arc::clone(&stack);
            thread::spawn(move || {
                stack.push(id * 10);
                stack.push(id * 10 + 1);
            })
        })
        .collect();
    let mut all: Vec<i32> = stack.take_all();
    pushers.into_iter().for_each(|p| p.join().unwrap());
    all.extend(stack.take_all());
    all.sort();
    assert_eq!(all, [0, 1, 10, 11]);
}
