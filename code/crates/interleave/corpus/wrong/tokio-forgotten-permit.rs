//@ finds: deadlock
//! A permit that is forgotten never comes back.

use std::sync::Arc;
use tokio::sync::Semaphore;

#[tokio::main]
async fn main() {
    let slots = Arc::new(Semaphore::new(2));
    let mut tasks = Vec::new();
    for job in 0..3 {
        let slots = Arc::clone(&slots);
        tasks.push(tokio::spawn(async move {
            let permit = slots.acquire_owned().await.unwrap();
            if job == 0 {
                permit.forget();
            } else if job == 1 {
                std::future::pending::<()>().await;
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
}
