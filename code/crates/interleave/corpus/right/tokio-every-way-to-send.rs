//! Messages with room that was reserved, without waiting, from threads that block, and in batches.

use tokio::sync::mpsc::{self, error::TrySendError};
use tokio::task;

#[tokio::main]
async fn main() {
    let (sender, mut receiver) = mpsc::channel::<u32>(2);
    sender.reserve().await.unwrap().send(1);
    sender.try_send(2).unwrap();
    assert_eq!(sender.try_send(3), Err(TrySendError::Full(3)));
    let mut batch = Vec::new();
    assert_eq!(receiver.recv_many(&mut batch, 10).await, 2);
    assert_eq!(batch, [1, 2]);

    let blocks = sender.clone();
    let sends = task::spawn_blocking(move || blocks.blocking_send(4).unwrap());
    let (receiver, fourth) = task::spawn_blocking(move || {
        let message = receiver.blocking_recv();
        (receiver, message)
    })
    .await
    .unwrap();
    sends.await.unwrap();
    assert_eq!(fourth, Some(4));
    let (closed, ()) = tokio::join!(sender.closed(), async { drop(receiver) });
    assert_eq!(closed, ());
    assert!(sender.send(5).await.is_err());
}
