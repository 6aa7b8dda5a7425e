//@ finds: panic
//! The permit is taken first and given back when it was none: others see a wrapped counter.

use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;

static FREE: AtomicU8 = AtomicU8::new(1);

fn enter() -> bool {
    let before = FREE.fetch_sub(1, Ordering::AcqRel);
    if before == 0 {
        FREE.fetch_add(1, Ordering::AcqRel);
        return false;
    }
    true
}

fn main() {
    let guests: Vec<_> = (0..3).map(|_| thread::spawn(enter)).collect();
    let inside = guests.into_iter().filter_map(|g| g.join().ok()).filter(|entered| *entered).count();
    assert!(inside <= 1, "{inside} guests in a room for one");
}
