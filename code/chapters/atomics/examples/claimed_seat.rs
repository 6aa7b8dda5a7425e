//! `compare_exchange` stores only if nobody came between: the last seat is sold once.
//@ explore: holds

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

// ANCHOR: claim
fn claim(seats: &AtomicU32) -> bool {
    let mut left = seats.load(SeqCst);
    while left > 0 {
        match seats.compare_exchange(left, left - 1, SeqCst, SeqCst) {
            Ok(_) => return true,
            Err(now) => left = now,
        }
    }
    false
}
// ANCHOR_END: claim

fn main() {
    let seats = AtomicU32::new(1);
    let claims = thread::scope(|scope| {
        let claims = [scope.spawn(|| claim(&seats)), scope.spawn(|| claim(&seats))];
        claims.map(|claim| claim.join().unwrap())
    });
    let sold = claims.iter().filter(|claimed| **claimed).count();
    println!("sold {sold}, left {}", seats.into_inner());
}
// ANCHOR_END: main
