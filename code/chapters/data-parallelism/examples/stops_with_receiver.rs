//! A parallel loop that feeds a channel ends when nobody receives any more.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use std::sync::mpsc;

fn main() -> Result<(), ThreadPoolBuildError> {
    let pool = ThreadPoolBuilder::new().num_threads(2).build()?;
    let (results, received) = mpsc::sync_channel(0);
    let (ended, end) = mpsc::channel();
    pool.spawn(move || {
        let numbers = (1..=u64::MAX).into_par_iter();
        let unsent = numbers.try_for_each_with(results, |results, number| results.send(number % 7));
        ended.send(unsent.is_err()).unwrap();
    });

    let three: Vec<u64> = received.into_iter().take(3).collect();
    println!("{} results, and the receiver is gone", three.len());
    println!("the loop gave up: {}", end.recv().unwrap());
    Ok(())
}
// ANCHOR_END: main
