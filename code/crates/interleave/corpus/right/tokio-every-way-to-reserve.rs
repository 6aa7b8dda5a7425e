//! Weak senders, reserve_many, recv_many, send_timeout, try_reserve_owned.

use std::time::Duration;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::{SendTimeoutError, TryRecvError, TrySendError};

#[tokio::main]
async fn main() {
    let (sender, mut receiver) = mpsc::channel::<u32>(2);
    for (permit, value) in sender.reserve_many(2).await.unwrap().zip([1, 2]) {
        permit.send(value);
    }
    assert_eq!(sender.capacity(), 0);
    assert!(matches!(sender.try_send(3), Err(TrySendError::Full(3))));
    let late = sender.send_timeout(3, Duration::from_millis(1)).await;
    assert!(matches!(late, Err(SendTimeoutError::Timeout(3))));
    let mut batch = Vec::new();
    assert_eq!(receiver.recv_many(&mut batch, 10).await, 2);
    assert_eq!(batch, [1, 2]);
    let permit = sender.clone().try_reserve_owned().unwrap();
    let again = permit.send(4);
    assert!(again.same_channel(&sender));
    let weak = sender.downgrade();
    drop((sender, again));
    assert!(weak.upgrade().is_none());
    assert_eq!(receiver.try_recv(), Ok(4));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
    assert!(receiver.is_closed() && receiver.is_empty());
}
