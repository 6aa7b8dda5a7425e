//@ finds: panic
//! After `abort` a task may still finish: its effects are no surprise.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[tokio::main]
async fn main() {
    let written = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&written);
    let task = tokio::spawn(async move {
        flag.store(true, Ordering::SeqCst);
    });
    task.abort();
    let _ = task.await;
    assert!(!written.load(Ordering::SeqCst), "the task ran although it was aborted");
}
