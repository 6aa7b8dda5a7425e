//! An exchange whose result nobody reads: did it happen?
//@ warns: unused_must_use

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

fn main() {
    let seats = AtomicU32::new(1);
    seats.compare_exchange(1, 0, SeqCst, SeqCst);
    println!("the seat is mine");
}
// ANCHOR_END: main
