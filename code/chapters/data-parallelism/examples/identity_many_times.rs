//! What `reduce` starts from is used once for each share, not once.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;

fn main() {
    let prices = [1, 2, 3, 4, 5, 6, 7, 8];
    let postage = 10;
    for most in [8, 4, 1] {
        let shares = prices
            .par_iter()
            .copied()
            .with_min_len(most)
            .with_max_len(most);
        let total = shares.reduce(|| postage, |a, b| a + b);
        println!("in shares of {most}: {total}");
    }
}
// ANCHOR_END: main
