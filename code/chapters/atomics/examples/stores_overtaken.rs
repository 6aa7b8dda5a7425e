//! How often, on this processor, a load overtakes the store before it.
//@ output: pattern
//@ because: how often it happens depends on the processor and on what else the machine does
//@ explore: no, because it counts what the hardware does

// ANCHOR: main
use std::sync::atomic::{
    AtomicU32, AtomicUsize,
    Ordering::{Acquire, Release},
};
use std::thread;

const ROUNDS: usize = 20_000;

fn main() {
    let flags: Vec<_> = (0..ROUNDS).map(|_| <[AtomicU32; 2]>::default()).collect();
    let arrivals = AtomicUsize::new(0);

    let play = |own: usize, other: usize| {
        let round = |(number, pair): (usize, &[AtomicU32; 2])| {
            // ORDERING: any would do; the threads only have to arrive together.
            arrivals.fetch_add(1, Release);
            while arrivals.load(Acquire) < 2 * (number + 1) {
                thread::yield_now();
            }
            pair[own].store(1, Release);
            pair[other].load(Acquire) == 0
        };
        flags.iter().enumerate().map(round).collect::<Vec<bool>>()
    };

    let (a, b) = thread::scope(|scope| {
        let a = scope.spawn(|| play(0, 1));
        let b = scope.spawn(|| play(1, 0));
        (a.join().unwrap(), b.join().unwrap())
    });
    let neither = a.iter().zip(&b).filter(|(a, b)| **a && **b).count();
    println!("in {neither} of {ROUNDS} rounds neither thread saw the other's flag");
}
// ANCHOR_END: main
