//! A future that is out of time is dropped; its work ends where it waits.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

struct Connection;

impl Drop for Connection {
    fn drop(&mut self) {
        println!("connection closed");
    }
}

async fn charge(name: &str) {
    let _connection = Connection;
    sleep(Duration::from_secs(3)).await;
    println!("{name} is charged");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let result = timeout(Duration::from_secs(1), charge("Ada")).await;
    println!("{result:?} after {:?}", start.elapsed());
    sleep(Duration::from_secs(10)).await; // and still nobody is charged
}
// ANCHOR_END: main
