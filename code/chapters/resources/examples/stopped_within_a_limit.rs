//! A shutdown that waits for workers who listen, and cuts off those who do not.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout_at};
use tokio_util::sync::CancellationToken;

const GRACE: Duration = Duration::from_secs(30);

struct Connection(&'static str);

impl Drop for Connection {
    fn drop(&mut self) {
        println!("  connection of the {} worker closed", self.0);
    }
}

async fn worker(name: &'static str, job: Duration, stop: CancellationToken) -> &'static str {
    let _connection = Connection(name);
    while !stop.is_cancelled() {
        sleep(job).await;
    }
    name
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let stop = CancellationToken::new();
    let mut workers = JoinSet::new();
    for (name, seconds) in [("quick", 2), ("stuck", 3600)] {
        workers.spawn(worker(name, Duration::from_secs(seconds), stop.clone()));
    }
    sleep(Duration::from_secs(5)).await;

    println!("stop");
    stop.cancel();
    let deadline = Instant::now() + GRACE;
    while let Ok(Some(ended)) = timeout_at(deadline, workers.join_next()).await {
        println!("  {} has ended", ended.expect("a worker does not panic"));
    }
    println!("to be cut off: {}", workers.len());
    workers.shutdown().await;
}
// ANCHOR_END: main
