//! A thread that keeps a reference longer than the caller promised.
//@ rejects: E0521

// ANCHOR: main
use std::thread;

fn print_later(names: &[String]) {
    thread::spawn(move || println!("{names:?}"));
}

fn main() {
    print_later(&["Ada".to_owned()]);
}
// ANCHOR_END: main
