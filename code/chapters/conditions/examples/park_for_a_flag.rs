//! Park sleeps until the thread's token is there; the flag says what the token meant.
//@ explore: holds

// ANCHOR: main
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

fn main() {
    let ready = AtomicBool::new(false);
    thread::scope(|scope| {
        let sleeper = scope.spawn(|| {
            // ORDERING: Acquire, pairs with the Release below.
            while !ready.load(Ordering::Acquire) {
                thread::park();
            }
            println!("ready");
        });

        // ORDERING: Release, pairs with the Acquire above.
        ready.store(true, Ordering::Release);
        sleeper.thread().unpark();
    });
}
// ANCHOR_END: main
