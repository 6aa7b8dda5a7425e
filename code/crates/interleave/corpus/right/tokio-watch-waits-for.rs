//! A receiver waits for a value that holds; a cell that could not be filled is filled by the next one.

use tokio::sync::{OnceCell, watch};

#[tokio::main]
async fn main() {
    let (level, _) = watch::channel(0);
    let mut sees = level.subscribe();
    let waits = tokio::spawn(async move { *sees.wait_for(|level| *level >= 2).await.unwrap() });
    level.send_modify(|level| *level += 1);
    level.send_modify(|level| *level += 1);
    assert!(waits.await.unwrap() >= 2);

    let cell = OnceCell::new();
    let fails = cell.get_or_try_init(|| async { Err::<u32, _>("not yet") }).await;
    assert_eq!(fails, Err("not yet"));
    assert_eq!(cell.get_or_try_init(|| async { Ok::<_, &str>(3) }).await, Ok(&3));
}
