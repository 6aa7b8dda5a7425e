//! The receiver of a standard channel cannot be shared between two workers.
//@ rejects: E0277

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    sender.send("job").unwrap();
    drop(sender);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| println!("{:?}", receiver.recv()));
        }
    });
}
// ANCHOR_END: main
