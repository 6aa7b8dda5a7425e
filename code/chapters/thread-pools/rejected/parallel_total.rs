//! A closure that several threads call at once must not write to what it captured.
//@ rejects: E0596

// ANCHOR: main
use rayon::prelude::*;

fn main() {
    let mut total = 0;
    [500, 250, 125].par_iter().for_each(|cents| total += cents);
    println!("{total}");
}
// ANCHOR_END: main
