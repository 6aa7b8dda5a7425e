//! The guard lives inside one statement, and none is held across the await.
//@ output: one-of
//@ because: that there is one output only is what the explorer checks
//@ explore: outcomes

// ANCHOR: main
use std::sync::{Arc, Mutex};
use tokio::task::yield_now;

async fn pay_in(account: Arc<Mutex<u32>>, amount: u32) {
    yield_now().await; // asks the bank first
    *account.lock().unwrap() += amount;
}

#[tokio::main]
async fn main() {
    let account = Arc::new(Mutex::new(0));
    let tasks = [10, 20].map(|amount| tokio::spawn(pay_in(Arc::clone(&account), amount)));
    for task in tasks {
        task.await.unwrap();
    }
    println!("balance: {}", account.lock().unwrap());
}
// ANCHOR_END: main
