//@ finds: deadlock
//! The receiver's loop ends when all senders are gone, and its own thread keeps one.

use crossbeam::channel::unbounded;

fn main() {
    let (sender, receiver) = unbounded();
    let worker = {
        let sender = sender.clone();
        std::thread::spawn(move || sender.send(1).unwrap())
    };
    let sum: i32 = receiver.iter().sum();
    worker.join().unwrap();
    drop(sender);
    assert_eq!(sum, 1);
}
