//! Only one thread owns the count; the others send to it.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    for amount in 1..=3 {
        let sender = sender.clone();
        thread::spawn(move || sender.send(amount).unwrap());
    }
    drop(sender);
    let total: u32 = receiver.iter().sum();
    assert_eq!(total, 6);
}
