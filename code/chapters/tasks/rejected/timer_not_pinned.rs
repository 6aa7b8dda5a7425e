//! A timer that is lent, and may still be moved afterwards.
//@ rejects: E0277

// ANCHOR: main
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let mut limit = sleep(Duration::from_secs(5));
    (&mut limit).await;
}
// ANCHOR_END: main
