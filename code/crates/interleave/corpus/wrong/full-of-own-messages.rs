//@ finds: deadlock
//! A thread fills a bounded channel that only it empties.

use std::sync::mpsc;

fn main() {
    let (sender, receiver) = mpsc::sync_channel(2);
    for number in 0..3 {
        sender.send(number).unwrap();
    }
    drop(sender);
    assert_eq!(receiver.iter().count(), 3);
}
