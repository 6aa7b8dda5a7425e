//! Readers of an asynchronous `RwLock` never see a half-written pair.

use std::sync::Arc;
use tokio::sync::RwLock;
use tokio::task::yield_now;

#[tokio::main]
async fn main() {
    let pair = Arc::new(RwLock::new((0, 0)));
    let writer = {
        let pair = Arc::clone(&pair);
        tokio::spawn(async move {
            let mut pair = pair.write().await;
            pair.0 += 1;
            yield_now().await;
            pair.1 += 1;
        })
    };
    for _ in 0..2 {
        let pair = pair.read().await;
        assert_eq!(pair.0, pair.1);
    }
    writer.await.unwrap();
    assert_eq!(*pair.read().await, (1, 1));
}
