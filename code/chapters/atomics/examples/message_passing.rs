//! A thread writes a report and raises a flag, with the orderings that the command line names; another looks.
//@ output: one-of
//@ because: the reader may look before or after the flag, and the report need not be there with it
//@ explore: outcomes
//@ litmus: flag store, flag load

use std::collections::BTreeMap;
use std::env;
use std::hint;
use std::sync::atomic::{
    AtomicU32, AtomicUsize,
    Ordering::{self, Acquire, Relaxed, Release, SeqCst},
};
use std::thread;

// ANCHOR: play
fn a(table: &Table, [store, _]: Orderings) -> u32 {
    table.report.0.store(42, Relaxed);
    table.flag.0.store(1, store);
    0
}

fn b(table: &Table, [_, load]: Orderings) -> u32 {
    match table.flag.0.load(load) {
        0 => NOT_READY,
        _ => table.report.0.load(Relaxed),
    }
}
// ANCHOR_END: play

type Orderings = [Ordering; 2];

#[derive(Default)]
struct Table {
    report: Apart,
    flag: Apart,
}

const NOT_READY: u32 = u32::MAX;

fn told(_: u32, b: u32) -> String {
    match b {
        NOT_READY => "not ready".to_owned(),
        report => format!("report {report}"),
    }
}

/// Each variable on a line of its own, so that the two threads do not wait for one line.
#[repr(align(128))]
#[derive(Default)]
struct Apart(AtomicU32);

fn ordering(name: &str) -> Ordering {
    match name {
        "Release" => Release,
        "Acquire" => Acquire,
        "SeqCst" => SeqCst,
        _ => Relaxed,
    }
}

/// Without arguments everything is relaxed; orderings come first, then how many rounds to count.
fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let chosen = |place: usize| arguments.get(place).map_or(Relaxed, |name| ordering(name));
    let orderings: Orderings = std::array::from_fn(chosen);
    let rounds = arguments.get(orderings.len());
    let rounds = rounds.map_or(1, |number| number.parse().expect("a number of rounds"));

    let tables: Vec<Table> = (0..rounds).map(|_| Table::default()).collect();
    let arrivals = AtomicUsize::new(0);
    let meet = |round: usize| {
        // ORDERING: any would do; the threads only have to arrive together.
        arrivals.fetch_add(1, Relaxed);
        let mut tries = 0;
        while arrivals.load(Relaxed) < 2 * (round + 1) {
            tries += 1;
            // Where fewer cores are free than threads, the other one needs this one's.
            if tries % 50_000 == 0 {
                thread::yield_now();
            } else {
                hint::spin_loop();
            }
        }
    };
    let (a, b) = thread::scope(|scope| {
        let each = |play: fn(&Table, Orderings) -> u32| {
            let round = |(number, table)| {
                if rounds > 1 {
                    meet(number);
                }
                play(table, orderings)
            };
            tables.iter().enumerate().map(round).collect::<Vec<u32>>()
        };
        let a = scope.spawn(move || each(a));
        let b = scope.spawn(move || each(b));
        (a.join().unwrap(), b.join().unwrap())
    });

    let mut counts = BTreeMap::new();
    for outcome in a.iter().zip(&b).map(|(&a, &b)| told(a, b)) {
        *counts.entry(outcome).or_insert(0) += 1;
    }
    for (outcome, count) in counts {
        match rounds {
            1 => println!("{outcome}"),
            _ => println!("{count} {outcome}"),
        }
    }
}
