//! A semaphore keeps the number of running jobs down; the permit lives as long as the job.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

#[tokio::main]
async fn main() {
    let slots = Arc::new(Semaphore::new(2));
    let running = Arc::new(AtomicUsize::new(0));
    let mut jobs = Vec::new();
    for _ in 0..3 {
        let permit = Arc::clone(&slots).acquire_owned();
        let running = Arc::clone(&running);
        jobs.push(tokio::spawn(async move {
            let _permit = permit.await.unwrap();
            assert!(running.fetch_add(1, Ordering::SeqCst) < 2);
            tokio::task::yield_now().await;
            running.fetch_sub(1, Ordering::SeqCst);
        }));
    }
    for job in jobs {
        job.await.unwrap();
    }
    assert_eq!(slots.available_permits(), 2);
}
