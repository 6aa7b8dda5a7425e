//! `try_join!` over handles: only a panic is an error to it, and it stops nothing.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn charge(name: &str, seconds: u64) -> Result<(), String> {
    sleep(Duration::from_secs(seconds)).await;
    if name == "Grace" {
        return Err("Grace has no account".to_owned());
    }
    println!("{name} is charged");
    Ok(())
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let ada = tokio::spawn(charge("Ada", 3));
    let grace = tokio::spawn(charge("Grace", 1));
    println!("{:?}", tokio::try_join!(ada, grace));
    println!("after {:?}", start.elapsed());
}
// ANCHOR_END: main
