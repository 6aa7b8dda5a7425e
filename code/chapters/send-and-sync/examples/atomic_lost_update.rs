//! No data race and no correct result: a read and a write, each atomic, make no update.
//@ output: one-of
//@ because: the operating system decides which thread runs next
//@ explore: outcomes

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

static COUNTER: AtomicU32 = AtomicU32::new(0);

fn update() {
    // ORDERING: SeqCst, the strongest there is; it does not help.
    let seen = COUNTER.load(Ordering::SeqCst);
    COUNTER.store(seen + 1, Ordering::SeqCst);
}

fn main() {
    let threads = [thread::spawn(update), thread::spawn(update)];
    for thread in threads {
        thread.join().unwrap();
    }
    println!("counter {} from 2 updates", COUNTER.load(Ordering::SeqCst));
}
// ANCHOR_END: main
