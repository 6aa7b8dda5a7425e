//! One item ends the whole process, and the status says so.
//@ exit: 134
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;
use std::process;

fn main() {
    println!("three items");
    let numbers: Vec<u32> = [1, 2, 3]
        .into_par_iter()
        .map(|number| {
            if number == 2 {
                process::abort()
            } else {
                number
            }
        })
        .collect();
    println!("{numbers:?}"); // not reached
}
// ANCHOR_END: main
