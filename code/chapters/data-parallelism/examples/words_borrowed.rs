//! The closure of a parallel loop borrows its data and its limit; what comes back are borrows too.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;

fn main() {
    let text = String::from("the quick brown fox jumps over the lazy dog");
    let limit = text.len() / 10;

    let words: Vec<&str> = text.split(' ').collect();
    let long: Vec<&&str> = words.par_iter().filter(|word| word.len() > limit).collect();

    println!("longer than {limit}: {long:?}");
    println!(
        "the text was not copied: {}",
        long[0].as_ptr() == text[4..].as_ptr()
    );
}
// ANCHOR_END: main
