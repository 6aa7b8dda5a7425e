//! A scoped thread cannot be taken out of its scope.
//@ rejects: E0521

// ANCHOR: main
use std::thread;

fn main() {
    let customer = String::from("Ada");
    let mut kept = None;
    thread::scope(|scope| {
        kept = Some(scope.spawn(|| println!("charged {customer}")));
    });
    kept.unwrap().join().unwrap();
}
// ANCHOR_END: main
