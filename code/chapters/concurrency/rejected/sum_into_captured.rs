//! A parallel loop that adds into a variable of its surroundings.
//@ rejects: E0594

// ANCHOR: main
use rayon::prelude::*;

fn main() {
    let mut sum = 0;
    (1..=100).into_par_iter().for_each(|n| sum += n);
    println!("{sum}");
}
// ANCHOR_END: main
