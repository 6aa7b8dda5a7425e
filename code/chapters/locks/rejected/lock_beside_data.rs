//! A lock that stands beside its data, and is made next to its use.
//@ rejects: E0594

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

static COUNTER: u64 = 0;

fn add_one() {
    let lock = Mutex::new(());
    let _guard = lock.lock().unwrap();
    COUNTER += 1;
}

fn main() {
    thread::scope(|scope| {
        scope.spawn(add_one);
        scope.spawn(add_one);
    });
}
// ANCHOR_END: main
