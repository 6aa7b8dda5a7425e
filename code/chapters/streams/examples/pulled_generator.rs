//! An iterator is a generator: it runs when it is asked for the next value, and no further.

// ANCHOR: main
use std::iter;

fn squares() -> impl Iterator<Item = u32> {
    let mut number = 0;
    iter::from_fn(move || {
        number += 1;
        println!("makes the square of {number}");
        Some(number * number)
    })
}

fn main() {
    let mut squares = squares();
    println!("nothing made yet");
    println!("{:?} and {:?}", squares.next(), squares.next());
    println!("{:?}", squares.find(|square| square % 2 == 0));
}
// ANCHOR_END: main
