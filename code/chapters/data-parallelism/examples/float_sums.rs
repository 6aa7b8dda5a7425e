//! The sum of the same four numbers, in shares and in chunks.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;

fn main() {
    let numbers = [1e16, 1.0, -1e16, 1.0];

    let one_share: f64 = numbers.par_iter().with_min_len(4).sum();
    let two_shares: f64 = numbers.par_iter().with_min_len(2).with_max_len(2).sum();
    println!("in one share {one_share}, in two {two_shares}");

    let parts: Vec<f64> = numbers
        .par_chunks(3)
        .map(|chunk| chunk.iter().sum())
        .collect();
    let fixed: f64 = parts.iter().sum();
    println!("in chunks of three {fixed}, whoever computes them");
}
// ANCHOR_END: main
