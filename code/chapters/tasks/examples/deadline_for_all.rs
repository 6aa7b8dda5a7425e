//! Three steps: a limit for each, and one deadline for all.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::time::error::Elapsed;
use tokio::time::{Instant, sleep, timeout, timeout_at};

const LIMIT: Duration = Duration::from_secs(1);

async fn step() {
    sleep(Duration::from_millis(900)).await;
}

async fn limit_for_each() -> Result<(), Elapsed> {
    for _ in 0..3 {
        timeout(LIMIT, step()).await?;
    }
    Ok(())
}

async fn limit_for_all() -> Result<(), Elapsed> {
    let deadline = Instant::now() + LIMIT;
    for _ in 0..3 {
        timeout_at(deadline, step()).await?;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    println!("{:?} after {:?}", limit_for_each().await, start.elapsed());
    let start = Instant::now();
    println!("{:?} after {:?}", limit_for_all().await, start.elapsed());
}
// ANCHOR_END: main
