//! Senders wait for room; the iterator ends with the last sender.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::sync_channel(1);
    let senders: Vec<_> = (0..2)
        .map(|half| {
            let sender = sender.clone();
            thread::spawn(move || {
                sender.send(half * 2).unwrap();
                sender.send(half * 2 + 1).unwrap();
            })
        })
        .collect();
    drop(sender);
    let mut got: Vec<i32> = receiver.iter().collect();
    got.sort_unstable();
    assert_eq!(got, [0, 1, 2, 3]);
    for sender in senders {
        sender.join().unwrap();
    }
}
