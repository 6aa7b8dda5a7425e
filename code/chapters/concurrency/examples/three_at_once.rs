//! Three threads that cannot end unless all three are in progress at the same time.
//@ explore: holds

// ANCHOR: main
use std::sync::Barrier;
use std::thread;

fn main() {
    let everybody = Barrier::new(3);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| everybody.wait()); // returns when three threads wait
        }
    });
    println!("three threads were in progress at the same time");
}
// ANCHOR_END: main
