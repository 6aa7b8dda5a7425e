//! An atomic number that is full goes on at the other end, and says nothing.
//@ explore: holds

// ANCHOR: main
use std::sync::atomic::{AtomicI32, Ordering::SeqCst};

fn main() {
    let counter = AtomicI32::new(i32::MAX);
    counter.fetch_add(1, SeqCst);
    println!("one more than the largest: {}", counter.load(SeqCst));

    let full = AtomicI32::new(i32::MAX);
    let added = full.fetch_update(SeqCst, SeqCst, |count| count.checked_add(1));
    println!("checked: {added:?}");
}
// ANCHOR_END: main
