//@ finds: deadlock
//! Two threads hand over to each other, and neither receives first.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (to_worker, from_main) = mpsc::sync_channel(0);
    let (to_main, from_worker) = mpsc::sync_channel(0);
    let worker = thread::spawn(move || {
        to_main.send("hello").unwrap();
        from_main.recv().unwrap()
    });
    to_worker.send("hello").unwrap();
    from_worker.recv().unwrap();
    assert_eq!(worker.join().unwrap(), "hello");
}
