//! A producer that waits for its next order learns of the end of its consumer at the next `send`, or by `closed`.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc::{self, Sender};
use tokio::time::{Instant, sleep};

async fn next_order() -> &'static str {
    sleep(Duration::from_secs(3600)).await;
    "bread"
}

async fn sends(orders: Sender<&'static str>) {
    while orders.send(next_order().await).await.is_ok() {}
}

async fn sends_or_notices(orders: Sender<&'static str>) {
    loop {
        tokio::select! {
            () = orders.closed() => break,
            order = next_order() => {
                if orders.send(order).await.is_err() {
                    break;
                }
            }
        }
    }
}

async fn time_to_end<F: Future<Output = ()>>(producer: fn(Sender<&'static str>) -> F) -> Duration {
    let (orders, inbox) = mpsc::channel(1);
    let begin = Instant::now();
    let consumer = async move {
        sleep(Duration::from_secs(1)).await;
        drop(inbox);
    };
    tokio::join!(producer(orders), consumer);
    begin.elapsed()
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    println!("sends: ends after {:?}", time_to_end(sends).await);
    println!(
        "sends or notices: ends after {:?}",
        time_to_end(sends_or_notices).await
    );
}
// ANCHOR_END: main
