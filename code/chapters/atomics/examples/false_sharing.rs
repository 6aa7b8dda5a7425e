//! Two threads, two counters: side by side, and each on a cache line of its own.
//@ output: pattern
//@ because: the times are those of the machine
//@ explore: no, because it measures time

// ANCHOR: main
use crossbeam::utils::CachePadded;
use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

const STEPS: u64 = 500_000;

fn two_threads<C: Deref<Target = AtomicU64> + Sync>(counters: &[C; 2]) -> Duration {
    let start = Instant::now();
    thread::scope(|scope| {
        for counter in counters {
            scope.spawn(|| {
                for _ in 0..STEPS {
                    counter.fetch_add(1, Relaxed);
                }
            });
        }
    });
    start.elapsed()
}

fn main() {
    let counters = CachePadded::new([AtomicU64::new(0), AtomicU64::new(0)]);
    let beside = [&counters[0], &counters[1]];
    let apart = [
        CachePadded::new(AtomicU64::new(0)),
        CachePadded::new(AtomicU64::new(0)),
    ];

    let median = |run: &dyn Fn() -> Duration| {
        let mut times: Vec<Duration> = (0..5).map(|_| run()).collect();
        times.sort_unstable();
        times[2].as_micros()
    };
    println!(
        "on one cache line: {} microseconds",
        median(&|| two_threads(&beside))
    );
    println!(
        "on two:            {} microseconds",
        median(&|| two_threads(&apart))
    );
}
// ANCHOR_END: main
