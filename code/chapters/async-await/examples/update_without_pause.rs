//! Read, await something that never waits, write: on one thread nobody comes between.
//@ output: one-of
//@ because: that there is one output only is what the explorer checks
//@ explore: outcomes

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

// ANCHOR: write_log
async fn write_log() {
    // There is room in the buffer, so it never has to wait.
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
