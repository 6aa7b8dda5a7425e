//! Read, await something that waits, write: another task comes between.
//@ output: one-of
//@ because: which of the woken tasks goes on first is not promised
//@ explore: outcomes

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

// ANCHOR: write_log
async fn write_log() {
    let writer = tokio::spawn(async { /* the line goes to the disk */ });
    writer.await.unwrap(); // the buffer is full, so it has to wait
}
// ANCHOR_END: write_log

// ANCHOR: main
async fn visit(visits: Arc<AtomicU32>) {
    // ORDERING: SeqCst, the point is not in the ordering.
    let seen = visits.load(Ordering::SeqCst);
    write_log().await;
    visits.store(seen + 1, Ordering::SeqCst);
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let visits = Arc::new(AtomicU32::new(0));
    let tasks = [1, 2].map(|_| tokio::spawn(visit(Arc::clone(&visits))));
    for task in tasks {
        task.await.unwrap();
    }
    println!("visits: {}", visits.load(Ordering::SeqCst));
}
// ANCHOR_END: main
