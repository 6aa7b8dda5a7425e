//! Moving a reference into a thread does not make what it points to live longer.
//@ rejects: E0597

// ANCHOR: main
use std::thread;

fn main() {
    let charges = vec![500, 250, 125];
    let slice = &charges[..2];
    let thread = thread::spawn(move || slice.iter().sum::<u32>());
    println!("{}", thread.join().unwrap());
}
// ANCHOR_END: main
