//! A pool of zero threads is a pool of as many as rayon sees fit.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use std::num::NonZero;

fn own_pool(threads: NonZero<usize>) -> Result<rayon::ThreadPool, ThreadPoolBuildError> {
    ThreadPoolBuilder::new().num_threads(threads.get()).build()
}

fn main() -> Result<(), ThreadPoolBuildError> {
    let zero = ThreadPoolBuilder::new().num_threads(0).build()?;
    println!("asked for 0, some came: {}", zero.current_num_threads() > 0);

    match NonZero::new(0) {
        Some(threads) => println!("{} threads", own_pool(threads)?.current_num_threads()),
        None => println!("zero threads: refused"),
    }
    Ok(())
}
// ANCHOR_END: main
