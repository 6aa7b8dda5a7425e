//@ finds: panic
//! A time limit is not a promise that the other thread has run.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn main() {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || sender.send(1).ok());
    let answer = receiver.recv_timeout(Duration::from_millis(100)).expect("100 ms are plenty");
    assert_eq!(answer, 1);
    worker.join().unwrap();
}
