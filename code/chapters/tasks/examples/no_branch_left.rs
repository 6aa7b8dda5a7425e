//! Every pattern has failed to match, and there is no `else`.
//@ exit: 101
//@ explore: fails panic

// ANCHOR: main
use tokio::sync::mpsc;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, mut numbers) = mpsc::channel(1);
    sender.send(1).await.unwrap();
    drop(sender);
    loop {
        tokio::select! {
            Some(number) = numbers.recv() => println!("number {number}"),
        }
    }
}
// ANCHOR_END: main
