//! While the consumer is busy with one answer, nobody polls the requests in the buffer.
//@ explore: holds

// ANCHOR: main
use futures::{StreamExt, stream};
use std::pin::pin;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

/// A request of so many round trips, one second each.
async fn ask(trips: u32) -> u32 {
    for _ in 0..trips {
        sleep(Duration::from_secs(1)).await;
    }
    trips
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let limit = Duration::from_secs(4);
    let answers = stream::iter([1, 3]).map(|trips| timeout(limit, ask(trips)));
    let mut answers = pin!(answers.buffered(2));
    while let Some(answer) = answers.next().await {
        println!("{answer:?} after {:?}", start.elapsed());
        sleep(Duration::from_secs(10)).await; // stores the answer
    }
}
// ANCHOR_END: main
