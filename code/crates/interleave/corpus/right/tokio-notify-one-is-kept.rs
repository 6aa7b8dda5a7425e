//! `notify_one` before the wait is kept, so the waiter cannot miss it.

use std::sync::Arc;
use tokio::sync::Notify;

#[tokio::main]
async fn main() {
    let ready = Arc::new(Notify::new());
    let other = Arc::clone(&ready);
    let waiter = tokio::spawn(async move { other.notified().await });
    ready.notify_one();
    waiter.await.unwrap();
}
