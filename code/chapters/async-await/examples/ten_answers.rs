//! Ten requests of half a second each: awaited one by one, and all at the same time.
//@ explore: holds

// ANCHOR: main
use futures::future::join_all;
use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn fetch(source: u32) -> u32 {
    sleep(Duration::from_millis(500)).await; // the other side takes its time
    source * 10
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let mut answers = Vec::new();
    for source in 0..10 {
        answers.push(fetch(source).await);
    }
    println!(
        "one by one: {} answers after {:?}",
        answers.len(),
        start.elapsed()
    );

    let start = Instant::now();
    let answers = join_all((0..10).map(fetch)).await;
    println!("together: {answers:?} after {:?}", start.elapsed());
}
// ANCHOR_END: main
