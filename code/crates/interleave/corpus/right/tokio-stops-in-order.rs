//! A token stops the workers, a tracker waits for them, and only then is the total read.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

#[tokio::main]
async fn main() {
    let (token, tracker) = (CancellationToken::new(), TaskTracker::new());
    let stopped = Arc::new(AtomicU32::new(0));
    for _ in 0..2 {
        let (token, stopped) = (token.child_token(), Arc::clone(&stopped));
        tracker.spawn(async move {
            tokio::select! {
                _ = token.cancelled() => {}
                _ = sleep(Duration::from_secs(3600)) => panic!("nobody stopped it"),
            }
            stopped.fetch_add(1, Ordering::SeqCst);
        });
    }
    tracker.close();
    token.cancel();
    tracker.wait().await;
    assert_eq!(stopped.load(Ordering::SeqCst), 2);
}
