//@ finds: panic
//! Messages of two senders come in any order.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    let other = sender.clone();
    thread::spawn(move || sender.send("first").unwrap());
    thread::spawn(move || other.send("second").unwrap());
    assert_eq!(receiver.recv().unwrap(), "first");
    assert_eq!(receiver.recv().unwrap(), "second");
}
