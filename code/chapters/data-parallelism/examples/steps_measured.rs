//! When a parallel loop is worth it: the same work on one thread and on all.
//@ output: pattern
//@ because: the times are those of the machine
//@ explore: no, because it measures time

// ANCHOR: main
use rayon::prelude::*;
use std::hint::black_box;
use std::time::Instant;

/// The shortest of many runs, in microseconds: the one that was disturbed least.
fn shortest(work: impl Fn() -> u64) -> u128 {
    let once = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_micros()
    };
    (0..30).map(once).min().unwrap_or_default()
}

fn compare(length: u64) {
    let one = shortest(|| (1..=length).map(steps).sum());
    let all = shortest(|| (1..=length).into_par_iter().map(steps).sum());
    println!("{length:>6} numbers: one thread {one:>5} µs, rayon {all:>5} µs");
}

/// Steps from `number` to 1.
fn steps(mut number: u64) -> u64 {
    let mut steps = 0;
    while number != 1 {
        number = if number.is_multiple_of(2) {
            number / 2
        } else {
            3 * number + 1
        };
        steps += 1;
    }
    steps
}

fn main() {
    println!("{} threads", rayon::current_num_threads());
    for length in [100, 1_000, 10_000] {
        compare(length);
    }
}
// ANCHOR_END: main
