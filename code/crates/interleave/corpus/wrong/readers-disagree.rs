//@ finds: panic
//! With acquire and release, two readers may see two stores in different orders.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    let y = AtomicU32::new(0);
    let (first, second) = thread::scope(|scope| {
        scope.spawn(|| x.store(1, Ordering::Release));
        scope.spawn(|| y.store(1, Ordering::Release));
        let first = scope.spawn(|| (x.load(Ordering::Acquire), y.load(Ordering::Acquire)));
        let second = scope.spawn(|| (y.load(Ordering::Acquire), x.load(Ordering::Acquire)));
        (first.join().unwrap(), second.join().unwrap())
    });
    assert!(
        first != (1, 0) || second != (1, 0),
        "the readers disagree about which store came first"
    );
}
