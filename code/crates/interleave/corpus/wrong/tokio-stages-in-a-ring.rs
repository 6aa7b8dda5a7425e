//@ finds: deadlock
//! Two stages feed each other through bounded channels: both full, both stages wait to send.

use tokio::sync::mpsc;

async fn stage(mut from: mpsc::Receiver<u32>, to: mpsc::Sender<u32>) {
    while let Some(hops) = from.recv().await {
        if hops == 0 {
            return;
        }
        for _ in 0..2 {
            if to.send(hops - 1).await.is_err() {
                return;
            }
        }
    }
}

#[tokio::main]
async fn main() {
    let (to_left, left) = mpsc::channel(1);
    let (to_right, right) = mpsc::channel(1);
    to_left.send(4).await.unwrap();
    let one = tokio::spawn(stage(left, to_right));
    let two = tokio::spawn(stage(right, to_left));
    one.await.unwrap();
    two.await.unwrap();
}
