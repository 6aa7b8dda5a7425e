//! A thread overflows its stack, and the process ends with it.
//@ exit: 134
//@ explore: no, because the process ends in the middle

// ANCHOR: main
use std::thread;

fn depth(levels: u64) -> u64 {
    if levels == 0 {
        0
    } else {
        1 + depth(levels - 1)
    }
}

fn main() {
    for levels in [1_000, 1_000_000_000] {
        let thread = thread::spawn(move || depth(levels));
        println!("{levels} levels: {:?}", thread.join());
    }
    println!("the parent is well");
}
// ANCHOR_END: main
