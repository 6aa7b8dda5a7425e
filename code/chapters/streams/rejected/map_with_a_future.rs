//! `map` with an asynchronous closure gives a stream of futures.
//@ rejects: E0277

// ANCHOR: main
use futures::{StreamExt, stream};

#[tokio::main]
async fn main() {
    let mut doubled = stream::iter(1..=3).map(async |number| number * 2);
    while let Some(number) = doubled.next().await {
        println!("{number}");
    }
}
// ANCHOR_END: main
