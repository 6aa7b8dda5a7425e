//! The same function, begun once and kept over the rounds of the loop.
//@ output: one-of
//@ because: that there is one output only is what the explorer checks
//@ explore: outcomes

use std::pin::pin;
use tokio::sync::mpsc;

async fn next_pair(numbers: &mut mpsc::Receiver<u32>) -> Option<(u32, u32)> {
    let first = numbers.recv().await?;
    let second = numbers.recv().await?;
    Some((first, second))
}

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, mut numbers) = mpsc::channel(1);
    tokio::spawn(async move {
        sender.send(1).await.unwrap();
        sender.send(2).await.unwrap();
    });
    let (ask, mut questions) = mpsc::channel(1);
    tokio::spawn(async move { ask.send("how far are you?").await });

    let mut next_pair = pin!(next_pair(&mut numbers));
    let pair = loop {
        tokio::select! {
            pair = &mut next_pair => break pair,
            Some(_question) = questions.recv() => {} // answers that it is waiting
        }
    };
    println!("{pair:?}");
}
// ANCHOR_END: main
