//@ finds: panic
//! A slow receiver of a broadcast loses messages, and an error that says so ends the loop.

use tokio::sync::broadcast;

#[tokio::main]
async fn main() {
    let (sender, mut events) = broadcast::channel(2);
    let reader = tokio::spawn(async move {
        let mut seen = 0;
        while let Ok(number) = events.recv().await {
            seen += number;
        }
        seen
    });
    for number in 1..=4 {
        sender.send(number).unwrap();
    }
    drop(sender);
    assert_eq!(reader.await.unwrap(), 10);
}
