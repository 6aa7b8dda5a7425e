//! `get_or_init` lets one task connect while the others wait; a static cell works as well.

use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::OnceCell;

static CONNECTION: OnceCell<u32> = OnceCell::const_new();
static CONNECTS: AtomicU32 = AtomicU32::new(0);

async fn connect() -> u32 {
    tokio::task::yield_now().await;
    CONNECTS.fetch_add(1, Ordering::SeqCst) + 1
}

#[tokio::main]
async fn main() {
    let other = tokio::spawn(async { *CONNECTION.get_or_init(connect).await });
    assert_eq!(*CONNECTION.get_or_init(connect).await, 1);
    assert_eq!(other.await.unwrap(), 1);
}
