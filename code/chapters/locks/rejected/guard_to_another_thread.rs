//! A lock is given back by the thread that took it.
//@ rejects: E0277

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

fn main() {
    let jobs = Mutex::new(vec![7]);
    let guard = jobs.lock().unwrap();
    thread::scope(|scope| {
        scope.spawn(move || println!("{guard:?}"));
    });
}
// ANCHOR_END: main
