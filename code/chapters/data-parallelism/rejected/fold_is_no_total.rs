//! A parallel `fold` has one result for each share, so it is no number.
//@ rejects: E0308

// ANCHOR: main
use rayon::prelude::*;

fn main() {
    let words = ["one", "two", "three"];
    let letters: usize = words.par_iter().fold(|| 0, |sum, word| sum + word.len());
    println!("{letters} letters");
}
// ANCHOR_END: main
