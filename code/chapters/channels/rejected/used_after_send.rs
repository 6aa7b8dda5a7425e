//! What was sent belongs to the receiver.
//@ rejects: E0382

// ANCHOR: main
use std::sync::mpsc;

fn main() {
    let (sender, receiver) = mpsc::channel();
    let mut order = vec!["tea"];
    sender.send(order).unwrap();
    order.push("milk");
    println!("{:?}", receiver.recv());
}
// ANCHOR_END: main
