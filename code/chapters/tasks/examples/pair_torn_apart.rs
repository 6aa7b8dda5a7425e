//! Each `recv` is cancellation safe; a function that calls it twice is not.
//@ output: one-of
//@ because: the question may come before, between or after the two numbers
//@ explore: outcomes
//@ graph

// ANCHOR: main
use tokio::sync::mpsc;

async fn next_pair(numbers: &mut mpsc::Receiver<u32>) -> Option<(u32, u32)> {
    let first = numbers.recv().await?;
    let second = numbers.recv().await?;
    Some((first, second))
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, mut numbers) = mpsc::channel(1);
    tokio::spawn(async move {
        sender.send(1).await.unwrap();
        sender.send(2).await.unwrap();
    });
    let (ask, mut questions) = mpsc::channel(1);
    tokio::spawn(async move { ask.send("how far are you?").await });

    let pair = loop {
        tokio::select! {
            pair = next_pair(&mut numbers) => break pair,
            Some(_question) = questions.recv() => {} // answers that it is waiting
        }
    };
    println!("{pair:?}");
}
// ANCHOR_END: main
