//@ finds: deadlock
//! `TaskTracker::wait` returns only once the tracker is closed; nobody closes it.

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

#[tokio::main]
async fn main() {
    let tracker = TaskTracker::new();
    let stop = CancellationToken::new();
    for _ in 0..2 {
        let stop = stop.clone();
        tracker.spawn(async move { stop.cancelled().await });
    }
    stop.cancel();
    tracker.wait().await;
}
