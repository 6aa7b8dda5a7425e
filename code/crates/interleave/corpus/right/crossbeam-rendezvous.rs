//! A channel of capacity 0: when `send` returns, the message has been taken.

use crossbeam::channel::bounded;
use crossbeam::thread;

fn main() {
    let (sender, receiver) = bounded(0);
    let sum = thread::scope(|scope| {
        for number in [1, 2] {
            let sender = sender.clone();
            scope.spawn(move |_| sender.send(number).unwrap());
        }
        drop(sender);
        receiver.iter().sum::<i32>()
    })
    .unwrap();
    assert_eq!(sum, 3);
}
