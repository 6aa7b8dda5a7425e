//! A message that was accepted by the channel, and that nobody receives.
//@ output: one-of
//@ because: the sending and the giving up are not ordered
//@ explore: outcomes
//@ graph

// ANCHOR: main
use tokio::sync::mpsc;

#[tokio::main(worker_threads = 1)]
async fn main() {
    let (orders, mut inbox) = mpsc::channel(1);
    let producer = tokio::spawn(async move { orders.send("bread").await.is_ok() });

    let received = inbox.try_recv().is_ok();
    drop(inbox); // has waited long enough
    let accepted = producer.await.unwrap();
    println!("accepted: {accepted}, received: {received}");
}
// ANCHOR_END: main
