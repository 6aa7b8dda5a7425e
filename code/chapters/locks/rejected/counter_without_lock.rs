//! Two threads change one variable, and there is no lock.
//@ rejects: E0499

// ANCHOR: main
use std::thread;

fn main() {
    let mut counter = 0;
    thread::scope(|scope| {
        scope.spawn(|| counter += 1);
        scope.spawn(|| counter += 1);
    });
    println!("counted {counter}");
}
// ANCHOR_END: main
