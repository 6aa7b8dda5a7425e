//@ finds: panic
//! An interval makes up for missed ticks at once; the program takes each tick for a second that has passed.

use std::time::Duration;

use tokio::time::{Instant, interval, sleep};

#[tokio::main]
async fn main() {
    let second = Duration::from_secs(1);
    let mut ticks = interval(second);
    ticks.tick().await;
    let start = Instant::now();
    sleep(3 * second).await;
    ticks.tick().await;
    ticks.tick().await;
    let before = Instant::now();
    ticks.tick().await;
    assert!(before.elapsed() >= second / 2, "a tick after {:?}", start.elapsed());
}
