//! Into how many shares rayon cuts a thousand items, on a pool of one thread.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};

/// The number of items in each share, in order.
fn shares(items: impl IndexedParallelIterator) -> Vec<usize> {
    items.fold(|| 0, |length, _| length + 1).collect()
}

fn main() -> Result<(), ThreadPoolBuildError> {
    let pool = ThreadPoolBuilder::new().num_threads(1).build()?;
    pool.install(|| {
        let items = || (0..1000).into_par_iter();
        println!("as it is:          {:?}", shares(items()));
        println!("with_min_len(600): {:?}", shares(items().with_min_len(600)));
        println!("with_max_len(200): {:?}", shares(items().with_max_len(200)));
    });
    Ok(())
}
// ANCHOR_END: main
