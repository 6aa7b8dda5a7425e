//@ finds: panic
//! Looking first and initializing later: two tasks find the cell empty.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::OnceCell;

#[tokio::main]
async fn main() {
    let cell = Arc::new(OnceCell::new());
    let connections = Arc::new(AtomicU32::new(0));
    let mut tasks = Vec::new();
    for _ in 0..2 {
        let (cell, connections) = (Arc::clone(&cell), Arc::clone(&connections));
        tasks.push(tokio::spawn(async move {
            if cell.get().is_none() {
                connections.fetch_add(1, Ordering::SeqCst);
                let _ = cell.set("connected");
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}
