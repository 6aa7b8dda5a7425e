//! Any iterator can feed a parallel one; what it loses on the way is its order.
//@ output: any-order
//@ because: each thread takes the next item when it is free
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;
use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, lines) = mpsc::sync_channel(2);
    thread::spawn(move || {
        for number in 1..=4 {
            sender.send(format!("line {number}")).unwrap();
        }
    });
    lines
        .into_iter()
        .enumerate()
        .par_bridge()
        .for_each(|(index, line)| {
            println!("{index}: {line}");
        });
}
// ANCHOR_END: main
