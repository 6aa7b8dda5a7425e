//! Three fetches in one task with `join!`: results in the order of writing.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn fetch(source: &str, seconds: u64) -> Result<String, String> {
    sleep(Duration::from_secs(seconds)).await;
    if seconds == 1 {
        return Err(format!("{source} is down"));
    }
    println!("{source} has answered");
    Ok(format!("data of {source}"))
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let all = tokio::join!(fetch("A", 2), fetch("B", 1), fetch("C", 3));
    println!("{all:?} after {:?}", start.elapsed());

    let start = Instant::now();
    let all = tokio::try_join!(fetch("A", 2), fetch("B", 1), fetch("C", 3));
    println!("{all:?} after {:?}", start.elapsed());
    sleep(Duration::from_secs(10)).await; // nobody answers any more
}
// ANCHOR_END: main
