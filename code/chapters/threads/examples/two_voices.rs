//! Two threads print two lines each: every order that keeps each thread's own order is possible.
//@ output: one-of
//@ because: the operating system decides which thread runs next
//@ explore: outcomes

// ANCHOR: main
use std::thread;

fn say(name: &str) {
    println!("{name} begins");
    println!("{name} ends");
}

fn main() {
    let a = thread::spawn(|| say("A"));
    let b = thread::spawn(|| say("B"));
    a.join().unwrap();
    b.join().unwrap();
}
// ANCHOR_END: main
