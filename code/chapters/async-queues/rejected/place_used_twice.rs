//! One place, two messages.
//@ rejects: E0382

// ANCHOR: main
use tokio::sync::mpsc;

#[tokio::main]
async fn main() {
    let (parcels, _inbox) = mpsc::channel(2);
    let place = parcels.reserve().await.unwrap();
    place.send("left shoe");
    place.send("right shoe");
}
// ANCHOR_END: main
