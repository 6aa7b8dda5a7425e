//! A lock is held around a parallel loop, and the thread that waits for the loop does a job that wants the lock.
//@ hangs
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use std::sync::{Arc, Mutex};

fn main() -> Result<(), ThreadPoolBuildError> {
    let pool = ThreadPoolBuilder::new().num_threads(1).build()?;
    let journal = Arc::new(Mutex::new(Vec::new()));
    pool.install(|| {
        let mut entries = journal.lock().unwrap();
        let squares = (1..=4).into_par_iter().map(|number| {
            let journal = Arc::clone(&journal);
            rayon::spawn(move || journal.lock().unwrap().push(format!("{number} was seen")));
            number * number
        });
        println!("adding up, with the journal locked");
        let total: i32 = squares.sum();
        entries.push(format!("the total is {total}"));
    });
    println!("{} entries", journal.lock().unwrap().len());
    Ok(())
}
// ANCHOR_END: main
