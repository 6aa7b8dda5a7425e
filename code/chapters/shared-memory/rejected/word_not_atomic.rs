//! A cell that others may change gives out no `&mut`.
//@ rejects: E0368

// ANCHOR: main
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

fn add_one(cells: &[AtomicI64]) {
    let first = &cells[0];
    *first += 1;
}

fn main() {
    let cells = [AtomicI64::new(41)];
    add_one(&cells);
    println!("{}", cells[0].load(Relaxed));
}
// ANCHOR_END: main
