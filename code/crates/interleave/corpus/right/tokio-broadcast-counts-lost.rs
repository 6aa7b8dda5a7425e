//! A slow receiver of a broadcast counts what it lost and goes on.

use tokio::sync::broadcast::{self, error::RecvError};

#[tokio::main]
async fn main() {
    let (sender, mut events) = broadcast::channel(2);
    let reader = tokio::spawn(async move {
        let mut seen = 0;
        loop {
            match events.recv().await {
                Ok(_) => seen += 1,
                Err(RecvError::Lagged(lost)) => seen += lost,
                Err(RecvError::Closed) => return seen,
            }
        }
    });
    for number in 1..=4 {
        sender.send(number).unwrap();
    }
    drop(sender);
    assert_eq!(reader.await.unwrap(), 4);
}
