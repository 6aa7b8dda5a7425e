//! Results one by one, in order, computed four at a time and only when somebody asks.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;
use std::cell::Cell;
use std::iter;
use std::num::NonZero;

const FOUR: NonZero<usize> = NonZero::new(4).unwrap();

/// The answers of `work`, in order. A batch of inputs is taken when the one before is used up.
fn in_batches<I: Send, O: Send>(
    mut inputs: impl Iterator<Item = I>,
    size: NonZero<usize>,
    work: impl Fn(I) -> O + Sync,
) -> impl Iterator<Item = O> {
    let batches = iter::from_fn(move || {
        let batch: Vec<I> = inputs.by_ref().take(size.get()).collect();
        let answers: Vec<O> = batch.into_par_iter().map(&work).collect();
        (!answers.is_empty()).then_some(answers)
    });
    batches.flatten()
}

fn main() {
    let taken = Cell::new(0);
    let inputs = (1u64..).inspect(|_| taken.set(taken.get() + 1));
    let mut squares = in_batches(inputs, FOUR, |number| number * number);

    println!("before the first: {} inputs taken", taken.get());
    println!("first: {:?}, {} taken", squares.next(), taken.get());
    println!("fifth: {:?}, {} taken", squares.nth(3), taken.get());
    drop(squares);
    println!("given up: {} taken", taken.get());
}
// ANCHOR_END: main
