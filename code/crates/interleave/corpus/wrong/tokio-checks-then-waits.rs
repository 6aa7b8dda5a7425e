//@ finds: deadlock
//! The flag is looked at before the task begins to wait; the signal may come in between.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Notify;

#[tokio::main]
async fn main() {
    let done = Arc::new(AtomicBool::new(false));
    let signal = Arc::new(Notify::new());
    let waiter = {
        let (done, signal) = (Arc::clone(&done), Arc::clone(&signal));
        tokio::spawn(async move {
            if !done.load(Ordering::SeqCst) {
                signal.notified().await;
            }
        })
    };
    done.store(true, Ordering::SeqCst);
    signal.notify_waiters();
    waiter.await.unwrap();
}
