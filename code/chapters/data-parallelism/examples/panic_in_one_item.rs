//! A panic in a parallel loop reaches whoever started the loop, and the pool goes on.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;
use std::panic;

fn main() {
    panic::set_hook(Box::new(|_| {})); // quiet: the payload is printed below
    let prices = [30, 12, 0, 45];

    let caught = panic::catch_unwind(|| {
        let shares: Vec<u32> = prices.par_iter().map(|price| 900 / price).collect();
        println!("{shares:?}");
    });
    let payload = caught.unwrap_err();
    println!(
        "caught: {}",
        payload.downcast_ref::<&str>().unwrap_or(&"another payload")
    );

    let total: u32 = prices.par_iter().sum();
    println!("the pool works on: {total}");
}
// ANCHOR_END: main
