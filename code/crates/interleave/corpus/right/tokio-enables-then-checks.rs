//! The task begins to wait before it looks at the flag.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Notify;

#[tokio::main]
async fn main() {
    let done = Arc::new(AtomicBool::new(false));
    let signal = Arc::new(Notify::new());
    let mut waiters = Vec::new();
    for _ in 0..2 {
        let (done, signal) = (Arc::clone(&done), Arc::clone(&signal));
        waiters.push(tokio::spawn(async move {
            let notified = signal.notified();
            tokio::pin!(notified);
            notified.as_mut().enable();
            if !done.load(Ordering::SeqCst) {
                notified.await;
            }
        }));
    }
    done.store(true, Ordering::SeqCst);
    signal.notify_waiters();
    for waiter in waiters {
        waiter.await.unwrap();
    }
}
