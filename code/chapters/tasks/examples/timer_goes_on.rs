//! One timer, made before the loop and lent to each round of it.
//@ explore: holds

// ANCHOR: main
use std::pin::pin;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (sender, mut messages) = mpsc::channel(1);
    tokio::spawn(async move {
        for number in 1..=4 {
            sleep(Duration::from_secs(3)).await;
            if sender.send(number).await.is_err() {
                return; // nobody listens any more
            }
        }
    });
    let start = Instant::now();
    let mut limit = pin!(sleep(Duration::from_secs(5)));
    loop {
        tokio::select! {
            Some(number) = messages.recv() => println!("message {number} after {:?}", start.elapsed()),
            () = &mut limit => break,
        }
    }
    println!("time is up after {:?}", start.elapsed());
}
// ANCHOR_END: main
