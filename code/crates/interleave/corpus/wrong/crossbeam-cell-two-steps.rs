//@ finds: panic
//! Load and store of an `AtomicCell` are two steps.

use crossbeam::atomic::AtomicCell;
use crossbeam::thread;

fn main() {
    let hits = AtomicCell::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|_| hits.store(hits.load() + 1));
        }
    })
    .unwrap();
    assert_eq!(hits.load(), 2);
}
