//! A loop over numbers, on all cores, with the answers in the order of the numbers.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;

/// How many steps of "halve it, or triple it and add one" lead from `number` to 1.
fn steps(mut number: u64) -> u32 {
    let mut steps = 0;
    while number != 1 {
        number = if number.is_multiple_of(2) {
            number / 2
        } else {
            3 * number + 1
        };
        steps += 1;
    }
    steps
}

fn main() {
    let numbers = [27, 97, 871, 6171, 77_031];
    let answers: Vec<u32> = numbers.par_iter().map(|&number| steps(number)).collect();
    println!("{answers:?}");
}
// ANCHOR_END: main
