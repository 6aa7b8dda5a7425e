//! A scope whose thread panicked panics itself, when nobody has joined that thread.
//@ exit: 101
//@ explore: no, because the panic is the point of the program

// ANCHOR: main
use std::thread;

fn main() {
    let customer = String::from("Grace");
    thread::scope(|scope| {
        scope.spawn(|| panic!("no card on file for {customer}"));
    });
    println!("all customers charged");
}
// ANCHOR_END: main
