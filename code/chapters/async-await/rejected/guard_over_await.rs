//! A lock of the standard library held across an await, in one task.
//@ clippy: await_holding_lock

use std::sync::Mutex;
use tokio::task::yield_now;

// ANCHOR: pay_in
async fn pay_in(account: &Mutex<u32>, amount: u32) {
    let mut balance = account.lock().unwrap();
    yield_now().await;
    *balance += amount;
}
// ANCHOR_END: pay_in

#[tokio::main]
async fn main() {
    let account = Mutex::new(0);
    tokio::join!(pay_in(&account, 10), pay_in(&account, 20));
}
