//! Sequential consistency: all readers see one order.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    let y = AtomicU32::new(0);
    let (first, second) = thread::scope(|scope| {
        scope.spawn(|| x.store(1, Ordering::SeqCst));
        scope.spawn(|| y.store(1, Ordering::SeqCst));
        let first = scope.spawn(|| (x.load(Ordering::SeqCst), y.load(Ordering::SeqCst)));
        let second = scope.spawn(|| (y.load(Ordering::SeqCst), x.load(Ordering::SeqCst)));
        (first.join().unwrap(), second.join().unwrap())
    });
    assert!(
        first != (1, 0) || second != (1, 0),
        "the readers disagree about which store came first"
    );
}
