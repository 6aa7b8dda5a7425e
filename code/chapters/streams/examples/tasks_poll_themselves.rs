//! Two cures: requests that are tasks, or a consumer that is polled together with them.
//@ explore: holds

use futures::{StreamExt, stream};
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

/// A request of so many round trips, one second each.
async fn ask(trips: u32) -> u32 {
    for _ in 0..trips {
        sleep(Duration::from_secs(1)).await;
    }
    trips
}

// ANCHOR: main
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let limit = Duration::from_secs(4);
    let answers = stream::iter([1, 3]).map(|trips| tokio::spawn(timeout(limit, ask(trips))));
    answers
        .buffered(2)
        .for_each(async |answer| {
            println!("{answer:?} after {:?}", start.elapsed());
            sleep(Duration::from_secs(10)).await; // stores the answer
        })
        .await;

    let start = Instant::now();
    stream::iter([1, 3])
        .for_each_concurrent(2, async |trips| {
            let answer = timeout(limit, ask(trips)).await;
            println!("{answer:?} after {:?}", start.elapsed());
            sleep(Duration::from_secs(10)).await; // stores the answer
        })
        .await;
}
// ANCHOR_END: main
