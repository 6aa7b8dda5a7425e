//! Three futures with delays of two, one and three seconds, driven together.
//@ explore: holds

// ANCHOR: main
use futures::future::join_all;
use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn cook(dish: &str, seconds: u64) -> &str {
    println!("{dish}: begun");
    sleep(Duration::from_secs(seconds)).await;
    println!("{dish}: done");
    dish
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let dishes = join_all([cook("rice", 2), cook("soup", 1), cook("bread", 3)]).await;
    println!("{dishes:?} after {:?}", start.elapsed());
}
// ANCHOR_END: main
