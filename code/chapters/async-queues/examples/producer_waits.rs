//! A quick producer, a slow consumer, and room for two: after a while both work at the consumer's speed.
//@ explore: holds
//@ timeline: 6 s

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let begin = Instant::now();
    let (orders, mut inbox) = mpsc::channel(2);
    tokio::spawn(async move {
        for number in 1..=6 {
            orders.send(number).await.unwrap();
            println!("{} s: order {number} sent", begin.elapsed().as_secs());
        }
    });
    while let Some(number) = inbox.recv().await {
        sleep(Duration::from_secs(1)).await; // the work
        println!("{} s: order {number} done", begin.elapsed().as_secs());
    }
}
// ANCHOR_END: main
