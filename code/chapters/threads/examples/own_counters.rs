//! `thread_local!`: one static variable for each thread, made when that thread first uses it.
//@ explore: holds

// ANCHOR: main
use std::cell::Cell;
use std::thread;

thread_local! {
    static CHARGED: Cell<u32> = const { Cell::new(0) };
}

fn charge(times: u32) -> u32 {
    for _ in 0..times {
        CHARGED.set(CHARGED.get() + 1);
    }
    CHARGED.get()
}

fn main() {
    let here = charge(1);
    let there = thread::spawn(|| charge(3)).join().unwrap();
    println!("here {here}, there {there}, here still {}", CHARGED.get());
}
// ANCHOR_END: main
