//@ finds: deadlock
//! Two threads greet each other over channels of capacity 0, and both want to speak first.

use crossbeam::channel::bounded;
use crossbeam::thread;

fn main() {
    let (to_right, from_left) = bounded(0);
    let (to_left, from_right) = bounded(0);
    thread::scope(|scope| {
        scope.spawn(move |_| {
            to_right.send("hello").unwrap();
            from_right.recv().unwrap()
        });
        to_left.send("hello").unwrap();
        from_left.recv().unwrap();
    })
    .unwrap();
}
