//! One receiving end for two threads.
//@ rejects: E0277

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(|| receiver.recv());
        scope.spawn(|| receiver.recv());
        sender.send(1).unwrap();
        sender.send(2).unwrap();
    });
}
// ANCHOR_END: main
