//! A worker whose handle is dropped, and the same worker in a scope.
//@ output: one-of
//@ because: the end of main cuts a thread off wherever it is
//@ explore: outcomes

// ANCHOR: main
use std::thread;

fn main() {
    thread::scope(|scope| {
        scope.spawn(|| println!("the invoice saved"));
    });
    thread::spawn(|| println!("the receipt saved"));
    println!("the last line of main");
}
// ANCHOR_END: main
