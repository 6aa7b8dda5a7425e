//! One item panics: which of the others are done?
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

fn main() -> Result<(), ThreadPoolBuildError> {
    panic::set_hook(Box::new(|_| {})); // quiet
    let pool = ThreadPoolBuilder::new().num_threads(1).build()?;
    let done = Mutex::new(Vec::new());
    let work = |number| {
        assert!(number != 3, "3 is refused");
        done.lock().unwrap().push(number);
    };
    let pairs = || (1..9).into_par_iter().with_min_len(2).with_max_len(2);

    let run = |call: &(dyn Fn() + Sync)| {
        // Each push is whole or not begun, so a panic leaves no list half changed.
        let ended = panic::catch_unwind(AssertUnwindSafe(|| pool.install(call)));
        let done = mem::take(&mut *done.lock().unwrap());
        println!("panicked: {}, done: {done:?}", ended.is_err());
    };
    run(&|| pairs().for_each(work));
    run(&|| pairs().panic_fuse().for_each(work));
    Ok(())
}
// ANCHOR_END: main
