//@ finds: panic
//! `select!` cancels a future that holds a message it has already received.

use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

async fn receive_two(messages: &mut mpsc::Receiver<u32>) -> u32 {
    let first = messages.recv().await.unwrap_or(0);
    let second = messages.recv().await.unwrap_or(0);
    first + second
}

#[tokio::main]
async fn main() {
    let (sender, mut messages) = mpsc::channel(4);
    let source = tokio::spawn(async move {
        for number in [1, 2] {
            sender.send(number).await.unwrap();
            sleep(Duration::from_millis(10)).await;
        }
    });
    let mut total = 0;
    while total < 3 {
        tokio::select! {
            sum = receive_two(&mut messages) => total += sum,
            _ = sleep(Duration::from_millis(5)) => {}
        }
        if source.is_finished() && messages.is_empty() {
            break;
        }
    }
    assert_eq!(total, 3, "a message is gone");
}
