//! A task locks an asynchronous mutex twice; it waits for itself, and the others go on.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use tokio::sync::Mutex;

async fn write_log(account: &Mutex<u32>) {
    println!("balance: {}", account.lock().await);
}

async fn pay_in(account: &Mutex<u32>, amount: u32) {
    let mut balance = account.lock().await;
    *balance += amount;
    write_log(account).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let account = Mutex::new(0);
    let other = async { println!("another payment, of another account") };
    tokio::join!(biased; pay_in(&account, 10), other);
    println!("done");
}
// ANCHOR_END: main
