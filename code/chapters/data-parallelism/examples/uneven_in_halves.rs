//! Eight jobs of unequal length, cut into two halves beforehand.
//@ output: pattern
//@ because: the times are those of a real clock
//@ explore: no, because computing takes no virtual time
//@ timeline: 40 ms

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

/// Keeps a processor busy, and says who did which job, from when to when.
fn compute(who: &'static str, milliseconds: u64) -> (Instant, Instant, &'static str, u64) {
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(milliseconds) {}
    (start, Instant::now(), who, milliseconds)
}

fn main() {
    let begin = Barrier::new(2);
    // ANCHOR: main
    let jobs = [14, 8, 4, 2, 1, 1, 1, 1];
    let (left, right) = jobs.split_at(4);
    let work = |who, half: &[u64]| {
        begin.wait();
        half.iter()
            .map(|&job| compute(who, job))
            .collect::<Vec<_>>()
    };
    let mut log = thread::scope(|scope| {
        let b = scope.spawn(|| work("B", right));
        [work("A", left), b.join().unwrap()].concat()
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
}
