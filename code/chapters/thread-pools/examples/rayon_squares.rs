//! A rayon pool of three threads: map over a list, results in the order of the list.
//@ explore: no, because rayon's threads are outside the model

// ANCHOR: main
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

fn main() -> Result<(), rayon::ThreadPoolBuildError> {
    let pool = ThreadPoolBuilder::new().num_threads(3).build()?;
    let numbers = [1, 2, 3, 4, 5];
    let squares: Vec<i32> = pool.install(|| numbers.par_iter().map(|n| n * n).collect());
    println!("{squares:?}");
    Ok(())
}
// ANCHOR_END: main
