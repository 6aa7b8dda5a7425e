//! What is received goes into a variable outside of `select!`, so that nothing is lost when a branch is cancelled.

use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{interval, sleep};

#[tokio::main]
async fn main() {
    let (sender, mut messages) = mpsc::channel(1);
    let source = tokio::spawn(async move {
        for number in 1..=3 {
            sender.send(number).await.unwrap();
            sleep(Duration::from_millis(10)).await;
        }
    });
    let mut ticks = interval(Duration::from_millis(4));
    let mut total = 0;
    loop {
        tokio::select! {
            message = messages.recv() => match message {
                Some(number) => total += number,
                None => break,
            },
            _ = ticks.tick() => {}
        }
    }
    source.await.unwrap();
    assert_eq!(total, 6);
}
