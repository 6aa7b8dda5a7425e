//@ finds: panic
//! A weak exchange may fail although nobody else is there, and is tried once.

use std::sync::atomic::{AtomicBool, Ordering};

struct Leader(AtomicBool);

impl Leader {
    fn elect(&self) -> Result<(), &'static str> {
        self.0
            .compare_exchange_weak(false, true, Ordering::AcqRel, Ordering::Acquire)
            .map(|_| ())
            .map_err(|_| "somebody else leads")
    }
}

fn main() {
    let leader = Leader(AtomicBool::new(false));
    let (first, second) = std::thread::scope(|scope| {
        let a = scope.spawn(|| leader.elect());
        let b = scope.spawn(|| leader.elect());
        (a.join().unwrap(), b.join().unwrap())
    });
    assert!(first.is_ok() || second.is_ok(), "two candidates and no leader");
}
