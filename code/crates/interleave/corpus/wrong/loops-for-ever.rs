//@ finds: livelock
//! A thread loops without ever looking at the stop flag.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

fn main() {
    let rounds = AtomicU64::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            rounds.fetch_add(1, Ordering::Relaxed);
            let mut number = 1_u64;
            while number != 0 {
                number = std::hint::black_box(number % 7 + 1);
            }
        });
    });
}
