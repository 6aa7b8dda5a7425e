//! An aborted task drops what it holds; whoever asks for its output learns that it was cancelled.

use std::sync::Arc;
use tokio::sync::{Mutex, oneshot};

#[tokio::main]
async fn main() {
    let lock = Arc::new(Mutex::new(()));
    let (locked, is_locked) = oneshot::channel();
    let other = Arc::clone(&lock);
    let holder = tokio::spawn(async move {
        let _guard = other.lock().await;
        let _ = locked.send(());
        std::future::pending::<()>().await;
    });
    is_locked.await.unwrap();
    holder.abort();
    let _guard = lock.lock().await;
    assert!(holder.await.unwrap_err().is_cancelled());
}
