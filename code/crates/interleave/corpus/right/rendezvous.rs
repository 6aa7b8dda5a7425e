//! A channel of bound 0 hands over directly.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::sync_channel(0);
    let worker = thread::spawn(move || {
        for number in 0..3 {
            sender.send(number).unwrap();
        }
    });
    let got: Vec<i32> = receiver.into_iter().collect();
    assert_eq!(got, [0, 1, 2]);
    worker.join().unwrap();
}
