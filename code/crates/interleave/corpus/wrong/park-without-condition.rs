//@ finds: panic
//! park() may return for no reason.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

fn main() {
    let done = Arc::new(AtomicBool::new(false));
    let waiter = {
        let done = Arc::clone(&done);
        thread::spawn(move || {
            thread::park();
            assert!(done.load(Ordering::Acquire), "woken before it was done");
        })
    };
    done.store(true, Ordering::Release);
    waiter.thread().unpark();
    waiter.join().unwrap();
}
