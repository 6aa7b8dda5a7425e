//! Two threads that write one variable.
//@ rejects: E0499

// ANCHOR: main
use std::thread;

fn main() {
    let mut counter = 0;
    thread::scope(|scope| {
        scope.spawn(|| counter += 1);
        scope.spawn(|| counter += 1);
    });
    println!("{counter}");
}
// ANCHOR_END: main
