//! A global variable that anybody may write.
//@ rejects: E0133

// ANCHOR: main
use std::thread;

static mut COUNTER: u32 = 0;

fn work() {
    let seen = COUNTER;
    COUNTER = seen + 1;
}

fn main() {
    let threads = [thread::spawn(work), thread::spawn(work)];
    for thread in threads {
        thread.join().unwrap();
    }
}
// ANCHOR_END: main
