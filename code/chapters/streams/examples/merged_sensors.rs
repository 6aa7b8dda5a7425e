//! Two sources merged, a running value, and an end that comes from outside.
//@ explore: holds

// ANCHOR: main
use futures::{Stream, StreamExt, future, stream};
use std::pin::pin;
use std::time::Duration;
use tokio::time::{Instant, sleep};

fn sensor(place: &str, seconds: u64) -> impl Stream<Item = (&str, u64)> {
    let number = stream::iter(1..);
    number.then(move |number| async move {
        sleep(Duration::from_secs(seconds)).await;
        (place, number * seconds)
    })
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let readings = stream::select(sensor("roof", 2), sensor("cellar", 5))
        .take_until(sleep(Duration::from_millis(7_500)))
        .filter(|(_, value)| future::ready(*value != 4))
        .scan(0, |sum, (place, value)| {
            *sum += value;
            future::ready(Some((place, *sum)))
        });
    let mut readings = pin!(readings);
    while let Some((place, sum)) = readings.next().await {
        println!("{:?}: {place}, sum {sum}", start.elapsed());
    }
    println!("{:?}: end", start.elapsed());
}
// ANCHOR_END: main
