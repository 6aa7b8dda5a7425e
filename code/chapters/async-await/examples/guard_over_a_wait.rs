//! Two futures of one task, one lock of the standard library, held across an await.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::Mutex;
use tokio::task::yield_now;

#[expect(
    clippy::await_holding_lock,
    reason = "this is the mistake that the page shows"
)]
async fn pay_in(account: &Mutex<u32>, amount: u32) {
    let mut balance = account.lock().unwrap();
    yield_now().await; // asks the bank, still holding the lock
    *balance += amount;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let account = Mutex::new(0);
    tokio::join!(pay_in(&account, 10), pay_in(&account, 20));
    println!("balance: {}", account.lock().unwrap());
}
// ANCHOR_END: main
