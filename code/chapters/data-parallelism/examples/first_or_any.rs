//! Two numbers match: which one is found?
//@ output: one-of
//@ because: whichever thread finds a match first ends the search
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;

fn main() {
    let numbers = [9, 12, 15, 18].par_iter().with_max_len(1);
    let first = numbers.clone().find_first(|number| **number % 2 == 0);
    let any = numbers.find_any(|number| **number % 2 == 0);
    println!("first: {}, any: {}", first.unwrap(), any.unwrap());
}
// ANCHOR_END: main
