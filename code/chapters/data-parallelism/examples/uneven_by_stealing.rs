//! Eight jobs of unequal length, on a pool of two threads that take what is left.
//@ output: pattern
//@ because: the times are those of a real clock
//@ explore: no, because computing takes no virtual time
//@ timeline: 40 ms

use rayon::prelude::*;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use std::sync::Barrier;
use std::time::{Duration, Instant};

/// Keeps a processor busy, and says who did which job, from when to when.
fn compute(who: &'static str, milliseconds: u64) -> (Instant, Instant, &'static str, u64) {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(milliseconds) {}
    (start, Instant::now(), who, milliseconds)
}

fn name() -> &'static str {
    ["A", "B"][rayon::current_thread_index().unwrap_or_default()]
}

fn main() -> Result<(), ThreadPoolBuildError> {
    let pool = ThreadPoolBuilder::new().num_threads(2).build()?;
    let begin = Barrier::new(2);
    pool.broadcast(|_| begin.wait()); // both threads are running when the jobs come
    // ANCHOR: main
    let jobs = [14, 8, 4, 2, 1, 1, 1, 1];
    let mut log: Vec<_> = pool.install(|| {
        let single = jobs.par_iter().with_max_len(1);
        single.map(|&job| compute(name(), job)).collect()
    });
    // ANCHOR_END: main

    log.sort();
    let since = |at: Instant| at.duration_since(log[0].0).as_secs_f64() * 1e3;
    for (index, &(start, end, who, job)) in log.iter().enumerate() {
        println!("{:5.1} ms  {who}  a job of {job} ms", since(start));
        if !log[index + 1..].iter().any(|later| later.2 == who) {
            println!("{:5.1} ms  {who}  ends", since(end));
        }
    }
    Ok(())
}
