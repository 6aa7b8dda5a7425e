//! A lock of the standard library that is released before each await.

use std::sync::{Arc, Mutex};
use tokio::task::yield_now;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let total = Arc::new(Mutex::new(0));
    let mut tasks = Vec::new();
    for _ in 0..3 {
        let total = Arc::clone(&total);
        tasks.push(tokio::spawn(async move {
            {
                *total.lock().unwrap() += 1;
            }
            yield_now().await;
            *total.lock().unwrap() += 1;
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(*total.lock().unwrap(), 6);
}
