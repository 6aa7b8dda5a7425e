//! Channels that time fills: each tick comes no earlier than it should, and the end comes once.

use std::time::{Duration, Instant};

use crossbeam::channel::{after, at, never, tick};
use crossbeam::select;

fn main() {
    let start = Instant::now();
    let step = Duration::from_millis(10);
    let (ticks, end) = (tick(step), after(step * 4));
    let mut seen = 0;
    loop {
        select! {
            recv(ticks) -> _ => seen += 1,
            recv(end) -> _ => break,
        }
    }
    assert!(seen <= 4 && start.elapsed() >= step * 4);
    let noon = start + step * 10;
    assert!(at(noon).recv().unwrap() >= noon);
    select! {
        recv(never::<()>()) -> _ => unreachable!(),
        default(step) => assert!(start.elapsed() >= step * 11),
    }
}
