//! When `main` returns, the process ends, wherever its other threads are.
//@ output: one-of
//@ because: the operating system decides how far the thread gets before main returns
//@ explore: outcomes

// ANCHOR: main
use std::thread;

fn main() {
    println!("main starts a charge and ends");
    thread::spawn(|| {
        println!("charging Ada");
        println!("charged Ada");
    });
}
// ANCHOR_END: main
