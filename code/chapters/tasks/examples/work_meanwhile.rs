//! Tasks run while main does something else; awaiting a handle only collects the result.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn fetch(source: &str, seconds: u64) -> String {
    sleep(Duration::from_secs(seconds)).await;
    format!("answer of {source}")
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let first = tokio::spawn(fetch("A", 2));
    let second = tokio::spawn(fetch("B", 1));
    println!("spawned after {:?}", start.elapsed());
    sleep(Duration::from_secs(2)).await; // main does something else
    println!("{} and {}", first.await.unwrap(), second.await.unwrap());
    println!("after {:?}", start.elapsed());
}
// ANCHOR_END: main
