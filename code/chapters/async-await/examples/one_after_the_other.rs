//! Two awaits in a row: the second wait begins when the first is over.
//@ explore: holds
//@ timeline: 2 s

// ANCHOR: main
use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn visit(name: &str) {
    println!("hello, {name}");
    sleep(Duration::from_secs(1)).await;
    println!("goodbye, {name}");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    visit("Ada").await;
    visit("Grace").await;
    println!("{:?}", start.elapsed());
}
// ANCHOR_END: main
