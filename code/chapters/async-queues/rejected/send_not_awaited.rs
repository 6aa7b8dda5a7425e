//! A message is sent, and the sending is never awaited.
//@ warns: unused_must_use

// ANCHOR: main
use tokio::sync::mpsc;

#[tokio::main]
async fn main() {
    let (orders, mut inbox) = mpsc::channel(2);
    orders.send("bread");
    drop(orders);
    println!("{:?}", inbox.recv().await);
}
// ANCHOR_END: main
