//! Two calls of `unpark`, one token: the second `park` sleeps.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::thread;

fn main() {
    let main = thread::current();
    main.unpark();
    main.unpark();

    thread::park();
    println!("the first park returns at once");
    thread::park();
    println!("and so does the second");
}
// ANCHOR_END: main
