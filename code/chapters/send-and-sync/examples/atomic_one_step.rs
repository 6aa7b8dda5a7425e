//! Read, add and write in one step: no update is lost under any schedule.
//@ explore: holds

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

static COUNTER: AtomicU32 = AtomicU32::new(0);

fn update() {
    // ORDERING: Relaxed, nothing else is published; `join` orders the last read.
    COUNTER.fetch_add(1, Ordering::Relaxed);
}

fn main() {
    let threads = [thread::spawn(update), thread::spawn(update)];
    for thread in threads {
        thread.join().unwrap();
    }
    let counter = COUNTER.load(Ordering::Relaxed);
    assert_eq!(counter, 2);
    println!("counter {counter} from 2 updates");
}
// ANCHOR_END: main
