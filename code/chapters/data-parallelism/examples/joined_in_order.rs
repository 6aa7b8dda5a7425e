//! Reducing keeps the order, and does not keep the brackets.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;

fn main() {
    for most in [4, 2, 1] {
        let words = ["a", "b", "c", "d"]
            .par_iter()
            .map(|word| String::from(*word));
        let words = words.with_min_len(most).with_max_len(most);
        let text = words.clone().reduce(String::new, |a, b| a + &b);
        let brackets = words.reduce_with(|a, b| format!("({a}-{b})")).unwrap();
        println!("shares of {most}: {text} and {brackets}");
    }
}
// ANCHOR_END: main
