//! How often each digit occurs, counted under one lock and counted in shares.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;
use std::sync::Mutex;

type Counts = [u32; 10];

/// Adds the digits of a number to the counts.
fn count(counts: &mut Counts, mut number: u32) {
    while number > 0 {
        counts[(number % 10) as usize] += 1;
        number /= 10;
    }
}

fn main() {
    let numbers = || (1..=100_000).into_par_iter();

    let locked = Mutex::new(Counts::default());
    numbers().for_each(|number| count(&mut locked.lock().unwrap(), number));

    let shares = numbers().fold(Counts::default, |mut counts, number| {
        count(&mut counts, number);
        counts
    });
    let folded = shares.reduce(Counts::default, |a, b| std::array::from_fn(|i| a[i] + b[i]));

    println!("{folded:?}");
    println!(
        "the same under a lock: {}",
        locked.into_inner().unwrap() == folded
    );
}
// ANCHOR_END: main
