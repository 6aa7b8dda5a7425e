//! Two requests at a time; the first error drops the other one, and the rest is never begun.
//@ explore: holds

// ANCHOR: main
use futures::{TryStreamExt, stream};
use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn charge(name: &str, seconds: u64) -> Result<&str, String> {
    println!("{name}: begun");
    sleep(Duration::from_secs(seconds)).await;
    if name == "Grace" {
        return Err(format!("{name} has no account"));
    }
    println!("{name}: charged");
    Ok(name)
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let bills = [("Ada", 1), ("Grace", 3), ("Edsger", 5), ("Barbara", 1)];
    let charged: Result<Vec<&str>, String> = stream::iter(bills.map(Ok))
        .map_ok(|(name, seconds)| charge(name, seconds))
        .try_buffer_unordered(2)
        .try_collect()
        .await;
    println!("{charged:?} after {:?}", start.elapsed());
}
// ANCHOR_END: main
