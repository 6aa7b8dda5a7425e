//! A price that is asked for before there is room is old when it is sent.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep};

type Price = Instant; // a price is as good as the moment at which it was asked for

async fn value_first(prices: mpsc::Sender<Price>) {
    for _ in 0..3 {
        let price = Instant::now();
        prices.send(price).await.unwrap();
    }
}

async fn place_first(prices: mpsc::Sender<Price>) {
    for _ in 0..3 {
        let place = prices.reserve().await.unwrap();
        place.send(Instant::now());
    }
}

async fn receive(mut inbox: mpsc::Receiver<Price>) {
    while let Some(price) = inbox.recv().await {
        println!("  a price {} s old", price.elapsed().as_secs());
        sleep(Duration::from_secs(5)).await;
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    println!("value first");
    let (prices, inbox) = mpsc::channel(1);
    tokio::join!(value_first(prices), receive(inbox));
    println!("place first");
    let (prices, inbox) = mpsc::channel(1);
    tokio::join!(place_first(prices), receive(inbox));
}
// ANCHOR_END: main
