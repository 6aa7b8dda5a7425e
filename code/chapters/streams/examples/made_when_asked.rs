//! Who makes a stream has started nothing; time passes for it only while somebody waits for an item.
//@ explore: holds

// ANCHOR: main
use futures::{StreamExt, stream};
use std::pin::pin;
use std::time::Duration;
use tokio::time::{Instant, sleep};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let readings = stream::iter(1..=3).then(async |number| {
        println!("reads {number}");
        sleep(Duration::from_secs(1)).await;
        number
    });
    let mut readings = pin!(readings);
    sleep(Duration::from_secs(10)).await;
    println!("ten seconds later");
    println!("{:?} after {:?}", readings.next().await, start.elapsed());
}
// ANCHOR_END: main
