//! A timer that is to last for the whole loop, and goes with its first round.
//@ rejects: E0382

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

async fn listen(mut messages: mpsc::Receiver<u32>) {
    let limit = sleep(Duration::from_secs(5));
    loop {
        tokio::select! {
            Some(number) = messages.recv() => println!("message {number}"),
            () = limit => break,
        }
    }
}
// ANCHOR_END: main

fn main() {
    drop(listen(mpsc::channel(1).1));
}
