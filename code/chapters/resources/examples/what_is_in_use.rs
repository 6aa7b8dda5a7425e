//! What is held at this moment, asked of those who count it anyway.
//@ explore: holds

// ANCHOR: main
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, mpsc};
use tokio::time::sleep;
use tokio_util::task::TaskTracker;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let requests = TaskTracker::new();
    let connections = Arc::new(Semaphore::new(10));
    let (log, _lines) = mpsc::channel(100);
    let report = |when: &str| {
        println!("{when}:");
        println!("  requests: {}", requests.len());
        println!("  connections free: {}", connections.available_permits());
        println!(
            "  lines of the log: {}",
            log.max_capacity() - log.capacity()
        );
        println!("  tasks: {}", Handle::current().metrics().num_alive_tasks());
    };

    for seconds in [1, 2, 60] {
        let connection = Arc::clone(&connections).acquire_owned().await.unwrap();
        let log = log.clone();
        requests.spawn(async move {
            sleep(Duration::from_secs(seconds)).await;
            log.send(format!("a request of {seconds} s")).await.unwrap();
            drop(connection);
        });
    }
    report("at once");
    sleep(Duration::from_secs(5)).await;
    report("after five seconds");
}
// ANCHOR_END: main
