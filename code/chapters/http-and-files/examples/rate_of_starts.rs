//! One request begins every twenty milliseconds, however many are under way.
//@ explore: holds
//@ timeline: 120 ms

// ANCHOR: main
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{interval, sleep};

async fn request() {
    sleep(Duration::from_millis(50)).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut starts = interval(Duration::from_millis(20));
    let mut requests = JoinSet::new();
    for _ in 0..4 {
        starts.tick().await;
        requests.spawn(request());
    }
    requests.join_all().await;
    println!("four requests, one every 20 ms");
}
// ANCHOR_END: main
