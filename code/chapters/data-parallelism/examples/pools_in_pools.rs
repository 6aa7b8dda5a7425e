//! A loop runs in the pool that it is called from; `install` says another.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use std::collections::BTreeSet;
use std::thread;

fn pool(name: &'static str, threads: usize) -> Result<ThreadPool, ThreadPoolBuildError> {
    let builder = ThreadPoolBuilder::new().num_threads(threads);
    builder.thread_name(move |_| String::from(name)).build()
}

/// The names of the threads that take part in a loop of a hundred items.
fn names() -> BTreeSet<String> {
    let name = |_| thread::current().name().unwrap_or("nameless").to_owned();
    (0..100).into_par_iter().map(name).collect()
}

fn main() -> Result<(), ThreadPoolBuildError> {
    let (pictures, letters) = (pool("pictures", 3)?, pool("letters", 2)?);
    pictures.install(|| {
        println!("{} threads, {:?}", rayon::current_num_threads(), names());
        let (threads, names) = letters.install(|| (rayon::current_num_threads(), names()));
        println!("{threads} threads, {names:?}");
    });
    Ok(())
}
// ANCHOR_END: main
