//! Two cures: wait first and then do both halves, or give the transfer a task of its own.
//@ explore: holds

// ANCHOR: main
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::{sleep, timeout};

type Balances = Arc<Mutex<[u32; 2]>>;

async fn wait_first(balances: Balances, amount: u32) {
    sleep(Duration::from_secs(3)).await; // asks the bank
    let mut balances = balances.lock().unwrap();
    balances[0] -= amount;
    balances[1] += amount;
}

async fn in_its_own_task(balances: Balances, amount: u32) {
    let task = tokio::spawn(async move {
        balances.lock().unwrap()[0] -= amount;
        sleep(Duration::from_secs(3)).await; // asks the bank
        balances.lock().unwrap()[1] += amount;
    });
    task.await.expect("the transfer does not panic");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let limit = Duration::from_secs(2);
    let balances = Arc::new(Mutex::new([100, 100]));
    let result = timeout(limit, wait_first(Arc::clone(&balances), 10)).await;
    println!("{result:?}: {:?}", balances.lock().unwrap());

    let result = timeout(limit, in_its_own_task(Arc::clone(&balances), 10)).await;
    println!("{result:?}: {:?}", balances.lock().unwrap());
    sleep(limit).await;
    println!("a little later: {:?}", balances.lock().unwrap());
}
// ANCHOR_END: main
