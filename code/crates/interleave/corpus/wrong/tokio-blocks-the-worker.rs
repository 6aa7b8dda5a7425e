//@ finds: panic
//! `std::thread::sleep` keeps the only thread of the runtime from everything else.

use std::time::Duration;
use tokio::time::{Instant, sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let heartbeat = tokio::spawn(async move {
        sleep(Duration::from_millis(10)).await;
        start.elapsed()
    });
    let report = tokio::spawn(async {
        std::thread::sleep(Duration::from_secs(5));
    });
    report.await.unwrap();
    let late = heartbeat.await.unwrap();
    assert!(late < Duration::from_secs(4), "the heartbeat came after {late:?}");
}
