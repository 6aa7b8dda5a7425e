//! A limit of five seconds that begins anew with every message.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (sender, mut messages) = mpsc::channel(1);
    tokio::spawn(async move {
        for number in 1..=4 {
            sleep(Duration::from_secs(3)).await;
            sender.send(number).await.unwrap();
        }
        sleep(Duration::from_secs(60)).await;
    });
    let start = Instant::now();
    loop {
        tokio::select! {
            Some(number) = messages.recv() => println!("message {number} after {:?}", start.elapsed()),
            () = sleep(Duration::from_secs(5)) => break,
        }
    }
    println!("time is up after {:?}", start.elapsed());
}
// ANCHOR_END: main
