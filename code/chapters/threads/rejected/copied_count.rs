//! A moved integer is a copy: the thread counts in a variable of its own.
//@ warns: unused_assignments

// ANCHOR: main
use std::thread;

fn main() {
    let mut charged = 0;
    let thread = thread::spawn(move || charged += 1);
    thread.join().unwrap();
    println!("{charged} customers charged");
}
// ANCHOR_END: main
