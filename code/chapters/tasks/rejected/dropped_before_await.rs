//! A guard that is given to `drop` before the await, and still counts as alive.
//@ rejects: uncoded

// ANCHOR: main
use std::sync::{Arc, Mutex};
use tokio::task::yield_now;

async fn pay_in(account: Arc<Mutex<u32>>, amount: u32) {
    let mut balance = account.lock().unwrap();
    *balance += amount;
    drop(balance);
    yield_now().await;
}

#[tokio::main]
async fn main() {
    tokio::spawn(pay_in(Arc::default(), 10)).await.unwrap();
}
// ANCHOR_END: main
