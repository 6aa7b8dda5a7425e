//! A module that was never named in this file.
//@ rejects: E0433

// ANCHOR: main
use rayon::ThreadPoolBuilder;

fn main() {
    let cores = thread::available_parallelism().unwrap();
    let pool = ThreadPoolBuilder::new().num_threads(cores.get()).build();
    println!("{} threads", pool.unwrap().current_num_threads());
}
// ANCHOR_END: main
