//! tokio's own mutex: who waits for it gives the thread back, so its guard may live across an await.
//@ output: one-of
//@ because: that there is one output only is what the explorer checks
//@ explore: outcomes

// ANCHOR: main
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio::task::yield_now;

async fn pay_in(account: Arc<Mutex<u32>>, amount: u32) {
    let mut balance = account.lock().await;
    let before = *balance;
    yield_now().await; // nobody else reads or writes in the meantime
    *balance = before + amount;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let account = Arc::new(Mutex::new(0));
    let tasks = [10, 20].map(|amount| tokio::spawn(pay_in(Arc::clone(&account), amount)));
    for task in tasks {
        task.await.unwrap();
    }
    println!("balance: {}", account.lock().await);
}
// ANCHOR_END: main
