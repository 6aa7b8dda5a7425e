//! A flag that is set without the lock can change between the question and the sleep.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Barrier, Condvar, Mutex};
use std::thread;

fn main() {
    let ready = AtomicBool::new(false);
    let lock = Mutex::new(());
    let changed = Condvar::new();
    let (has_asked, has_notified) = (Barrier::new(2), Barrier::new(2));

    thread::scope(|scope| {
        scope.spawn(|| {
            has_asked.wait();
            // ORDERING: Release, pairs with the Acquire below; no ordering would help.
            ready.store(true, Ordering::Release);
            changed.notify_one();
            has_notified.wait();
        });

        let mut guard = lock.lock().unwrap();
        // ORDERING: Acquire, pairs with the Release above.
        while !ready.load(Ordering::Acquire) {
            println!("not ready, going to sleep");
            has_asked.wait(); // makes certain what is possible without it
            has_notified.wait();
            guard = changed.wait(guard).unwrap();
        }
    });
    println!("ready");
}
// ANCHOR_END: main
