//@ finds: panic
//! The lock of `futures` is released between the read and the write.

use futures::lock::Mutex;
use std::sync::Arc;

async fn add(total: Arc<Mutex<u32>>) {
    let before = *total.lock().await;
    *total.lock().await = before + 1;
}

#[tokio::main]
async fn main() {
    let total = Arc::new(Mutex::new(0));
    let one = tokio::spawn(add(total.clone()));
    let two = tokio::spawn(add(total.clone()));
    one.await.unwrap();
    two.await.unwrap();
    assert_eq!(*total.lock().await, 2);
}
