//@ finds: panic
//! The time limit cancels a transfer between its two halves.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout};

#[tokio::main]
async fn main() {
    let accounts = Arc::new(Mutex::new((100, 0)));
    let transfer = async {
        accounts.lock().await.0 -= 10;
        sleep(Duration::from_millis(10)).await;
        accounts.lock().await.1 += 10;
    };
    let _ = timeout(Duration::from_millis(5), transfer).await;
    let (from, to) = *accounts.lock().await;
    assert_eq!(from + to, 100);
}
