//! The same six jobs, a thread for each: they wait and compute at the same time.
//@ explore: holds

// ANCHOR: main
use std::sync::Barrier;
use std::thread;

const WAITS: [usize; 6] = [4, 1, 6, 3, 5, 2];
const COMPUTE: usize = 2;
const TICKS: usize = 8;

fn job(wait: usize, tick_ends: &Barrier) -> String {
    let mut row = String::new();
    for tick in 0..TICKS {
        if tick < wait {
            row.push('.');
        } else if tick < wait + COMPUTE {
            row.push('#');
        }
        tick_ends.wait(); // for all six threads
    }
    row
}

fn main() {
    let tick_ends = Barrier::new(WAITS.len());
    thread::scope(|scope| {
        let tick_ends = &tick_ends;
        let threads = WAITS.map(|wait| scope.spawn(move || job(wait, tick_ends)));
        for (name, thread) in ('A'..).zip(threads) {
            println!("{name} {}", thread.join().unwrap());
        }
    });
    println!("{TICKS} ticks");
}
// ANCHOR_END: main
