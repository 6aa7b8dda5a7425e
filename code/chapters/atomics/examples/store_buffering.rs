//! Each thread stores in its own variable and loads the other's, with the orderings that the command line names.
//@ output: one-of
//@ because: each load may return a value from before the other thread's store
//@ explore: outcomes
//@ litmus: A store, A load, B store, B load

use std::collections::BTreeMap;
use std::env;
use std::hint;
use std::sync::atomic::{
    AtomicU32, AtomicUsize,
    Ordering::{self, Acquire, Relaxed, Release, SeqCst},
};
use std::thread;

// ANCHOR: play
fn a(table: &Table, [store, load, _, _]: Orderings) -> u32 {
    table.x.0.store(1, store);
    table.y.0.load(load)
}

fn b(table: &Table, [_, _, store, load]: Orderings) -> u32 {
    table.y.0.store(1, store);
    table.x.0.load(load)
}
// ANCHOR_END: play

type Orderings = [Ordering; 4];

#[derive(Default)]
struct Table {
    x: Apart,
    y: Apart,
}

fn told(a: u32, b: u32) -> String {
    format!("A sees {a}, B sees {b}")
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
