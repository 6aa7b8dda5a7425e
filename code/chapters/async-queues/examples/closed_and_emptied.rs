//! Close first, then take what is still there: what was accepted is received.
//@ output: one-of
//@ because: the sending and the closing are not ordered
//@ explore: outcomes

// ANCHOR: main
use tokio::sync::mpsc;

#[tokio::main(worker_threads = 1)]
async fn main() {
    let (orders, mut inbox) = mpsc::channel(1);
    let producer = tokio::spawn(async move { orders.send("bread").await.is_ok() });

    inbox.close();
    let received = inbox.recv().await.is_some();
    let accepted = producer.await.unwrap();
    println!("accepted: {accepted}, received: {received}");
}
// ANCHOR_END: main
