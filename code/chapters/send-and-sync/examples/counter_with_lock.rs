//! Two threads update one counter, and the lock is the only way to it.
//@ explore: holds

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

static COUNTER: Mutex<u32> = Mutex::new(0);

fn work() {
    *COUNTER.lock().unwrap() += 1;
}

fn main() {
    let threads = [thread::spawn(work), thread::spawn(work)];
    for thread in threads {
        thread.join().unwrap();
    }
    println!("counter {} from 2 updates", COUNTER.lock().unwrap());
}
// ANCHOR_END: main
