//@ finds: panic
//! `try_recv` empty is taken for "no more", though a sender is still at work.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || {
        for number in 1..=3 {
            sender.send(number).unwrap();
        }
    });
    let first = receiver.recv().unwrap();
    let mut sum = first;
    while let Ok(number) = receiver.try_recv() {
        sum += number;
    }
    assert_eq!(sum, 6);
    worker.join().unwrap();
}
