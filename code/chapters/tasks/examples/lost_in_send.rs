//! A message that waits for room belongs to the future of `send`, and goes with it.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;

const LIMIT: Duration = Duration::from_secs(1);

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (sender, mut parcels) = mpsc::channel(1);
    sender.send("first".to_owned()).await.unwrap(); // the channel is full

    let second = "second".to_owned();
    let sent = timeout(LIMIT, sender.send(second)).await; // moved into the future
    println!("by send: in time {}", sent.is_ok());

    let third = "third".to_owned();
    match timeout(LIMIT, sender.reserve()).await {
        Ok(place) => place.unwrap().send(third),
        Err(_) => println!("by reserve: not in time, but here is the {third}"),
    }
    drop(sender);
    while let Some(parcel) = parcels.recv().await {
        println!("received the {parcel}");
    }
}
// ANCHOR_END: main
