//! Locks and permits that are taken without waiting, several at a time, or taken along into a task.

use std::sync::Arc;

use tokio::sync::{Mutex, Semaphore};

#[tokio::main]
async fn main() {
    let total = Arc::new(Mutex::new(0));
    let slots = Arc::new(Semaphore::new(1));
    let mut guard = Arc::clone(&total).lock_owned().await;
    assert!(total.try_lock().is_err());
    let adds = {
        let (total, slots) = (Arc::clone(&total), Arc::clone(&slots));
        tokio::spawn(async move {
            let _all = slots.acquire_many(3).await.unwrap();
            *total.lock().await += 1;
        })
    };
    *guard += 1;
    drop(guard);
    slots.add_permits(2);
    adds.await.unwrap();
    assert_eq!(*total.lock().await, 2);
    let left = slots.try_acquire().unwrap();
    assert_eq!(slots.available_permits(), 2);
    drop(left);
    drop(slots.acquire().await.unwrap());
}
