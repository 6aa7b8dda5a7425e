//! `buffered`: the answers come in the order of the questions, under every schedule.
//@ output: one-of
//@ because: that there is one output only is what the explorer checks
//@ explore: outcomes

// ANCHOR: main
use futures::{StreamExt, stream};

#[tokio::main(worker_threads = 2)]
async fn main() {
    let answers = stream::iter(["first", "second"])
        .map(async |name| tokio::spawn(async move { name }).await.unwrap())
        .buffered(2);
    let answers: Vec<&str> = answers.collect().await;
    println!("{answers:?}");
}
// ANCHOR_END: main
