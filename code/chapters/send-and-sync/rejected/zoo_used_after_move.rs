//! A value that has gone to a thread, read by the one who gave it.
//@ rejects: E0382

// ANCHOR: main
use std::thread;

fn main() {
    let items = vec![1, 2, 3];
    let thread = thread::spawn(move || items.iter().sum::<i32>());
    println!("{} items, sum {}", items.len(), thread.join().unwrap());
}
// ANCHOR_END: main
