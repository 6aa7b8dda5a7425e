//@ finds: panic
//! `try_recv` fails on an empty channel as on a closed one, and the loop ends early.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (tx, rx) = mpsc::sync_channel(4);
    let reader = thread::spawn(move || {
        for line in ["one", "two", "three"] {
            tx.send(line.len()).unwrap();
        }
    });
    let mut letters = rx.recv().unwrap();
    while let Ok(length) = rx.try_recv() {
        letters += length;
    }
    drop(rx);
    let outcome = reader.join();
    assert!(outcome.is_ok() && letters == 11, "lines were lost: {letters} letters");
}
