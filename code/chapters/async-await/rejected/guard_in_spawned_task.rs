//! A spawned task that would carry a guard from one thread to another.
//@ rejects: uncoded

// ANCHOR: main
use std::sync::{Arc, Mutex};
use tokio::task::yield_now;

async fn pay_in(account: Arc<Mutex<u32>>, amount: u32) {
    let mut balance = account.lock().unwrap();
    yield_now().await;
    *balance += amount;
}

#[tokio::main]
async fn main() {
    let account = Arc::new(Mutex::new(0));
    tokio::spawn(pay_in(account, 10)).await.unwrap();
}
// ANCHOR_END: main
