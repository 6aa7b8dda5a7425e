//! A channel of readings has no room for a value that means "the end".
//@ rejects: E0308

// ANCHOR: main
use std::sync::mpsc;

fn main() {
    let (sender, receiver) = mpsc::channel::<i32>();
    sender.send(20).unwrap();
    sender.send(None).unwrap();
    drop(sender);
    println!("{}", receiver.iter().count());
}
// ANCHOR_END: main
