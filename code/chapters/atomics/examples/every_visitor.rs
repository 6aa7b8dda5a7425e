//! `fetch_add` loads and stores in one step that nobody can divide.
//@ explore: holds

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

fn main() {
    let visitors = AtomicU32::new(0);
    let enter_twice = || {
        for _ in 0..2 {
            // ORDERING: a number and nothing else; main reads it after the threads have ended.
            let number = visitors.fetch_add(1, Relaxed);
            assert!(number < 4);
        }
    };
    thread::scope(|scope| {
        scope.spawn(enter_twice);
        scope.spawn(enter_twice);
    });
    println!("{} visitors", visitors.into_inner());
}
// ANCHOR_END: main
