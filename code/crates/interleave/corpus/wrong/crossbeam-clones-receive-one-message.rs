//@ finds: panic
//! Clones of a receiver share the messages: only one of them hears the signal.

use crossbeam::channel::unbounded;
use std::thread;

fn main() {
    let (sender, receiver) = unbounded::<&str>();
    let listeners: Vec<_> = (0..2)
        .map(|_| {
            let receiver = receiver.clone();
            thread::spawn(move || receiver.recv().is_ok())
        })
        .collect();
    drop(receiver);
    sender.send("shut down").unwrap();
    drop(sender);
    assert!(
        listeners
            .into_iter()
            .all(|listener| listener.join().unwrap()),
        "all heard it"
    );
}
