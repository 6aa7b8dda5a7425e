//! Points of time instead of durations, and an interval that skips what it missed.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout_at};

#[tokio::main]
async fn main() {
    let start = Instant::now();
    let minute = Duration::from_secs(60);
    sleep_until(start + minute).await;
    assert!(start.elapsed() >= minute);
    let late = timeout_at(start + 2 * minute, std::future::pending::<()>()).await;
    assert!(late.is_err());
    assert!(Instant::now() >= start + 2 * minute);

    let mut ticks = interval(minute);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let first = ticks.tick().await;
    sleep_until(first + 3 * minute).await;
    ticks.tick().await;
    let next = ticks.tick().await;
    assert!(next.duration_since(first) >= 4 * minute);
}
