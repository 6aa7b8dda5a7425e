//! A closure that many threads call cannot write to a `Cell`.
//@ rejects: E0277

// ANCHOR: main
use rayon::prelude::*;
use std::cell::Cell;

fn main() {
    let seen = Cell::new(0);
    let squares: Vec<u32> = (1..=4u32)
        .into_par_iter()
        .inspect(|_| seen.set(seen.get() + 1))
        .map(|number| number * number)
        .collect();
    println!("{} numbers, {squares:?}", seen.get());
}
// ANCHOR_END: main
