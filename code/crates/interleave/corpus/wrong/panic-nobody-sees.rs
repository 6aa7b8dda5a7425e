//@ finds: panic
//! A worker panics, and nobody looks at how it ended.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel::<u32>();
    thread::spawn(move || {
        let number: u32 = "twelve".parse().expect("a number");
        sender.send(number).unwrap();
    });
    if receiver.recv().is_err() {
        println!("no answer");
    }
}
