//! After each time limit the receiver looks again.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

fn main() {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || {
        thread::sleep(Duration::from_millis(250));
        sender.send(1).unwrap();
    });
    loop {
        match receiver.recv_timeout(Duration::from_millis(100)) {
            Ok(answer) => break assert_eq!(answer, 1),
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => panic!("no answer"),
        }
    }
    worker.join().unwrap();
}
