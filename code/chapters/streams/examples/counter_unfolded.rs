//! A stream from a state and a function that waits: `unfold`.
//@ explore: holds

// ANCHOR: main
use futures::{Stream, StreamExt, stream};
use std::pin::pin;
use std::time::Duration;
use tokio::time::{Instant, sleep};

fn counter(to: u32) -> impl Stream<Item = u32> {
    stream::unfold(0, move |number| async move {
        if number == to {
            return None;
        }
        sleep(Duration::from_millis(500)).await;
        Some((number, number + 1)) // the item, and the state for the next call
    })
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let mut numbers = pin!(counter(3));
    while let Some(number) = numbers.next().await {
        println!("{number} after {:?}", start.elapsed());
    }
    println!("end after {:?}", start.elapsed());
}
// ANCHOR_END: main
