//@ finds: deadlock
//! The receiver waits for a sender that it holds itself.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    for number in 0..2 {
        let sender = sender.clone();
        thread::spawn(move || sender.send(number).unwrap());
    }
    let total: i32 = receiver.iter().sum();
    assert_eq!(total, 1);
    drop(sender);
}
