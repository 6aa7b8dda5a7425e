//! Whoever prints inside of a parallel loop prints in any order.
//@ output: any-order
//@ because: the threads of the pool print when they get to it
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;

fn main() {
    ["ant", "bee", "cat"].par_iter().for_each(|animal| {
        println!("{} has {} letters", animal, animal.len());
    });
    println!("three animals");
}
// ANCHOR_END: main
