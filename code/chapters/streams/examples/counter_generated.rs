//! A stream written as a generator: the macro `stream!` of the crate `async_stream`.
//@ explore: no, because `async_stream` is not among the crates that the explorer knows

// ANCHOR: main
use async_stream::stream;
use futures::{Stream, StreamExt};
use std::pin::pin;
use std::time::Duration;
use tokio::time::{Instant, sleep};

fn counter(to: u32) -> impl Stream<Item = u32> {
    stream! {
        for number in 0..to {
            yield number;
            sleep(Duration::from_millis(500)).await;
        }
    }
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
