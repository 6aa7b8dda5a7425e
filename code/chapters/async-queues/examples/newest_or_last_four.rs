//! Two channels that never make their sender wait: one keeps the newest value, one the last few.
//@ explore: holds

// ANCHOR: main
use tokio::sync::{broadcast, watch};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (temperature, mut thermometer) = watch::channel(0);
    for value in 1..=10 {
        temperature.send(value).unwrap();
    }
    thermometer.changed().await.unwrap();
    println!("watch: {}", *thermometer.borrow());

    let (news, mut reader) = broadcast::channel(4);
    for number in 1..=10 {
        news.send(number).unwrap();
    }
    drop(news);
    loop {
        match reader.recv().await {
            Ok(number) => println!("broadcast: {number}"),
            Err(broadcast::error::RecvError::Lagged(missed)) => {
                println!("broadcast: {missed} missed");
            }
            Err(broadcast::error::RecvError::Closed) => break,
        }
    }
}
// ANCHOR_END: main
