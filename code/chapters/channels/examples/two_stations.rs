//! Two channels read until both are closed: a closed one is replaced by one that is never ready.
//@ explore: holds

// ANCHOR: main
use crossbeam::{channel, select};
use std::thread;

fn main() {
    let (north, mut from_north) = channel::unbounded::<i32>();
    let (south, mut from_south) = channel::unbounded::<i32>();
    let mut open = 2;
    let mut sum = 0;

    thread::scope(|scope| {
        scope.spawn(move || north.send(20).unwrap());
        scope.spawn(move || south.send(22).unwrap());

        while open > 0 {
            select! {
                recv(from_north) -> reading => match reading {
                    Ok(degrees) => sum += degrees,
                    Err(_) => { from_north = channel::never(); open -= 1; }
                },
                recv(from_south) -> reading => match reading {
                    Ok(degrees) => sum += degrees,
                    Err(_) => { from_south = channel::never(); open -= 1; }
                },
            }
        }
    });
    println!("sum {sum}");
}
// ANCHOR_END: main
