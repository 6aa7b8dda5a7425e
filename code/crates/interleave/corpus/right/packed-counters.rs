//! Two halves of one atomic number change together, so each look at them is a snapshot.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

fn main() {
    let both = AtomicU64::new(10);
    thread::scope(|scope| {
        scope.spawn(|| both.fetch_add((4 << 32) - 4, Ordering::Relaxed));
        scope.spawn(|| {
            let seen = both.load(Ordering::Relaxed);
            assert_eq!((seen >> 32) + (seen & 0xffff_ffff), 10);
        });
    });
}
