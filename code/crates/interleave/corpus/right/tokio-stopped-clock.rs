//! With a stopped clock time passes only when no task can run, so that exact times may be expected.

use tokio::time::{self, Duration, Instant};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let slow = tokio::spawn(async move {
        time::sleep(Duration::from_millis(100)).await;
        start.elapsed()
    });
    let quick = tokio::spawn(async move {
        tokio::task::yield_now().await;
        time::sleep(Duration::from_millis(50)).await;
        start.elapsed()
    });
    assert_eq!(slow.await.unwrap(), Duration::from_millis(100));
    assert_eq!(quick.await.unwrap(), Duration::from_millis(50));
    time::advance(Duration::from_secs(1)).await;
    assert_eq!(start.elapsed(), Duration::from_millis(1100));
}
