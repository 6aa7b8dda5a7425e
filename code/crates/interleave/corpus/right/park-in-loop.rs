//! park() in a loop around the condition.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

fn main() {
    let done = Arc::new(AtomicBool::new(false));
    let waiter = {
        let done = Arc::clone(&done);
        thread::spawn(move || {
            while !done.load(Ordering::Acquire) {
                thread::park();
            }
        })
    };
    done.store(true, Ordering::Release);
    waiter.thread().unpark();
    waiter.join().unwrap();
}
