//! A task holds the only place of a channel and waits for a second one.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use tokio::sync::mpsc;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (parcels, mut inbox) = mpsc::channel(1);
    let producer = tokio::spawn(async move {
        let left = parcels.reserve().await.unwrap();
        let right = parcels.reserve().await.unwrap();
        left.send("left shoe");
        right.send("right shoe");
    });
    while let Some(parcel) = inbox.recv().await {
        println!("{parcel}");
    }
    producer.await.unwrap();
}
// ANCHOR_END: main
