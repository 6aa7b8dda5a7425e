//! The first of two replicas to answer wins; the other one is aborted. Combinators of `futures` around tokio's tasks.

use std::time::Duration;
use futures::stream::{FuturesUnordered, StreamExt};
use tokio::time::{sleep, timeout};

async fn replica(answer: u32, takes: u64) -> u32 {
    sleep(Duration::from_millis(takes)).await;
    answer
}

#[tokio::main]
async fn main() {
    let mut replicas = FuturesUnordered::new();
    replicas.push(tokio::spawn(replica(1, 4_000)));
    replicas.push(tokio::spawn(replica(2, 10)));
    let first = timeout(Duration::from_secs(2), replicas.next()).await;
    assert_eq!(first.unwrap().unwrap().unwrap(), 2);
    for late in &replicas {
        late.abort();
    }
    while let Some(late) = replicas.next().await {
        assert!(late.unwrap_err().is_cancelled());
    }
    let both = futures::future::join_all([replica(3, 20), replica(4, 10)]).await;
    assert_eq!(both, [3, 4]);
}
