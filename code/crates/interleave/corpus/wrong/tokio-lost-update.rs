//@ finds: panic
//! The lock is released between reading and writing, and another task writes in between.

use std::sync::Arc;
use tokio::sync::Mutex;

#[tokio::main]
async fn main() {
    let visits = Arc::new(Mutex::new(0));
    let tasks: Vec<_> = (0..2)
        .map(|_| {
            let visits = Arc::clone(&visits);
            tokio::spawn(async move {
                let seen = *visits.lock().await;
                *visits.lock().await = seen + 1;
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(*visits.lock().await, 2);
}
