//! The mutex owns the number: the only way to it is through the lock.
//@ explore: holds

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

fn main() {
    let counter = Mutex::new(0);

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..2 {
                    let mut count = counter.lock().unwrap();
                    *count += 1;
                }
            });
        }
    });

    println!("counted {}", counter.into_inner().unwrap());
}
// ANCHOR_END: main
