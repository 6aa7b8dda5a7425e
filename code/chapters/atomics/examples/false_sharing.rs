//! Two threads, two counters: side by side, and each on a cache line of its own.
//@ output: pattern
//@ because: the times are those of the machine
//@ explore: no, because it measures time

// ANCHOR: main
use crossbeam::utils::CachePadded;
use std::hint;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::Instant;

const TRIALS: usize = 101;
const STEPS: u32 = 2_000;

/// The median over all trials, in nanoseconds for one step.
fn step_time(counter: &AtomicU64, arrivals: &AtomicUsize) -> u32 {
    let trial = |number: usize| {
        arrivals.fetch_add(1, Relaxed);
        while arrivals.load(Relaxed) < 2 * number {
            hint::spin_loop(); // so that both threads are running when the trial begins
        }
        let start = Instant::now();
        for _ in 0..STEPS {
            counter.fetch_add(1, Relaxed);
        }
        start.elapsed() / STEPS
    };
    let mut times: Vec<_> = (1..=TRIALS).map(trial).collect();
    times.sort_unstable();
    times[TRIALS / 2].subsec_nanos()
}

fn race(name: &str, counters: [&AtomicU64; 2]) {
    let arrivals = AtomicUsize::new(0);
    let times = thread::scope(|scope| {
        let threads = counters.map(|counter| scope.spawn(|| step_time(counter, &arrivals)));
        threads.map(|thread| thread.join().unwrap())
    });
    println!(
        "{name}: {} and {} nanoseconds for each step",
        times[0], times[1]
    );
}

fn main() {
    let beside = CachePadded::new([AtomicU64::new(0), AtomicU64::new(0)]);
    race("on one cache line", beside.each_ref());
    let apart = [
        CachePadded::new(AtomicU64::new(0)),
        CachePadded::new(AtomicU64::new(0)),
    ];
    race(
        "on two cache lines",
        apart.each_ref().map(|counter| &**counter),
    );
}
// ANCHOR_END: main
