//! The lock is held from the read to the write.

use std::sync::Arc;
use tokio::sync::Mutex;

#[tokio::main]
async fn main() {
    let visits = Arc::new(Mutex::new(0));
    let tasks: Vec<_> = (0..2)
        .map(|_| {
            let visits = Arc::clone(&visits);
            tokio::spawn(async move {
                let mut visits = visits.lock().await;
                let seen = *visits;
                tokio::task::yield_now().await;
                *visits = seen + 1;
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(*visits.lock().await, 2);
}
