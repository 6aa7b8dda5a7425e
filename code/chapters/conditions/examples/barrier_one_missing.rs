//! A barrier waits for a number of threads, and does not know whether they will come.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::Barrier;
use std::thread;

fn main() {
    let all_here = Barrier::new(3);
    println!("two of three start");
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| all_here.wait());
        }
    });
    println!("all were here");
}
// ANCHOR_END: main
