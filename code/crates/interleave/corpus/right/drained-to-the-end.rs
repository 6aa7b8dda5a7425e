//! `try_recv` tells "empty" from "all senders gone", and only the second ends the loop.

use std::sync::mpsc::{self, TryRecvError};
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || {
        for number in 1..=3 {
            sender.send(number).unwrap();
        }
    });
    let mut sum = 0;
    loop {
        match receiver.try_recv() {
            Ok(number) => sum += number,
            Err(TryRecvError::Empty) => thread::yield_now(),
            Err(TryRecvError::Disconnected) => break,
        }
    }
    assert_eq!(sum, 6);
    worker.join().unwrap();
}
