//! A closed channel is always ready: its arm must leave the loop or be taken out of it.
//@ explore: holds

// ANCHOR: main
use crossbeam::{channel, select};

fn main() {
    let (north, from_north) = channel::unbounded::<i32>();
    let (south, from_south) = channel::unbounded::<i32>();
    drop(north);

    let mut empty_answers = 0;
    while empty_answers < 1_000 {
        select! {
            recv(from_north) -> reading => {
                assert!(reading.is_err());
                empty_answers += 1;
            }
            recv(from_south) -> reading => println!("south: {reading:?}"),
        }
    }
    println!("{empty_answers} answers, and not one of them a reading");
    drop(south);
}
// ANCHOR_END: main
