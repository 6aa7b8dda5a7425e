//@ finds: deadlock
//! `notify_waiters` wakes only those who wait already, and nothing else tells the task.

use std::sync::Arc;
use tokio::sync::Notify;

#[tokio::main]
async fn main() {
    let ready = Arc::new(Notify::new());
    let other = Arc::clone(&ready);
    let waiter = tokio::spawn(async move { other.notified().await });
    ready.notify_waiters();
    waiter.await.unwrap();
}
