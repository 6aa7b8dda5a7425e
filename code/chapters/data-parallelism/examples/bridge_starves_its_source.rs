//! A bridge waits for values that a job of the same pool is to send, and that job waits for a thread.
//@ hangs
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use std::sync::mpsc;

fn main() -> Result<(), ThreadPoolBuildError> {
    let pool = ThreadPoolBuilder::new().num_threads(1).build()?;
    let (sender, numbers) = mpsc::sync_channel(2);
    pool.install(|| {
        rayon::spawn(move || (1..=4).for_each(|number| sender.send(number).unwrap()));
        println!("waiting for the numbers");
        let total: i32 = numbers.into_iter().par_bridge().sum();
        println!("the total is {total}");
    });
    Ok(())
}
// ANCHOR_END: main
