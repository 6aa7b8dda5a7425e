//! `buffer_unordered`: the answers come in the order in which they are ready.
//@ output: one-of
//@ because: the scheduler decides which task is done first
//@ explore: outcomes
//@ graph

// ANCHOR: main
use futures::{StreamExt, stream};

#[tokio::main(worker_threads = 2)]
async fn main() {
    let answers = stream::iter(["first", "second"])
        .map(async |name| tokio::spawn(async move { name }).await.unwrap())
        .buffer_unordered(2);
    let answers: Vec<&str> = answers.collect().await;
    println!("{answers:?}");
}
// ANCHOR_END: main
