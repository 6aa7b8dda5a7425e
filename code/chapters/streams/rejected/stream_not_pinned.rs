//! A stream of any kind is asked for an item before it is pinned.
//@ rejects: E0277

// ANCHOR: main
use futures::{Stream, StreamExt, stream};

async fn first<S: Stream<Item = u32>>(mut numbers: S) -> Option<u32> {
    numbers.next().await
}

#[tokio::main]
async fn main() {
    println!("{:?}", first(stream::iter(1..=3)).await);
}
// ANCHOR_END: main
