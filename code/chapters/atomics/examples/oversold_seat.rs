//! Two atomic steps with a question between them sell the last seat twice.
//@ output: one-of
//@ because: the operating system decides whether both ask before either has taken the seat
//@ explore: outcomes

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

// ANCHOR: claim
fn claim(seats: &AtomicU32) -> bool {
    if seats.load(SeqCst) == 0 {
        return false;
    }
    seats.fetch_sub(1, SeqCst);
    true
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
