//! A larger queue frees the producer, and makes no consumer faster.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep};

async fn six_orders(room: usize) {
    let begin = Instant::now();
    let (orders, mut inbox) = mpsc::channel(room);
    let produce = async move {
        for number in 1..=6 {
            orders.send(number).await.unwrap();
        }
        println!("room for {room}: all sent after {:?}", begin.elapsed());
    };
    let consume = async move {
        while inbox.recv().await.is_some() {
            sleep(Duration::from_secs(1)).await; // the work
        }
        println!("room for {room}: all done after {:?}", begin.elapsed());
    };
    tokio::join!(produce, consume);
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    six_orders(2).await;
    six_orders(100).await;
}
// ANCHOR_END: main
