//! A timeout of a second around a poll of five: nobody can interrupt a poll.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::time::{Instant, advance, timeout};

async fn compute() {
    advance(Duration::from_secs(5)).await; // the clock goes on while this computes
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let result = timeout(Duration::from_secs(1), compute()).await;
    println!("{result:?} after {:?}", start.elapsed());
}
// ANCHOR_END: main
