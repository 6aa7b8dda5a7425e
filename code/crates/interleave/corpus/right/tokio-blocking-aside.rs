//! Blocking work on a thread of its own: the heartbeat of the only worker goes on.

use std::time::Duration;
use tokio::time::{Instant, sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let heartbeat = tokio::spawn(async move {
        sleep(Duration::from_millis(10)).await;
        start.elapsed()
    });
    let report = tokio::task::spawn_blocking(|| {
        std::thread::sleep(Duration::from_secs(5));
        "done"
    });
    assert!(heartbeat.await.unwrap() < Duration::from_secs(4));
    assert_eq!(report.await.unwrap(), "done");
}
