//@ finds: panic
//! Nobody waits for the task, so the runtime may stop before it has saved anything.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

fn main() {
    let saved = Arc::new(AtomicU32::new(0));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let counter = Arc::clone(&saved);
    runtime.block_on(async move {
        tokio::spawn(async move {
            tokio::task::yield_now().await;
            counter.fetch_add(1, Ordering::SeqCst);
        });
    });
    drop(runtime);
    assert_eq!(saved.load(Ordering::SeqCst), 1, "the task was cancelled before it saved");
}
