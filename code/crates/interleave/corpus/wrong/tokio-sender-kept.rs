//@ finds: deadlock
//! The receiver waits for the last sender to go, and its own task keeps one.

use tokio::sync::mpsc;

#[tokio::main]
async fn main() {
    let (sender, mut receiver) = mpsc::channel(4);
    for number in 0..2 {
        let sender = sender.clone();
        tokio::spawn(async move { sender.send(number).await.unwrap() });
    }
    let mut sum = 0;
    while let Some(number) = receiver.recv().await {
        sum += number;
    }
    assert_eq!(sum, 1);
    drop(sender);
}
