//! Two orders lie in a channel when one of its ends goes: what becomes of them, and of a third?
//@ explore: holds

// ANCHOR: main
use tokio::sync::mpsc;

struct Order(&'static str);

impl Drop for Order {
    fn drop(&mut self) {
        println!("  {} dropped", self.0);
    }
}

async fn two_orders() -> (mpsc::Sender<Order>, mpsc::Receiver<Order>) {
    let (orders, inbox) = mpsc::channel(4);
    orders.send(Order("bread")).await.ok().unwrap();
    orders.send(Order("salt")).await.ok().unwrap();
    (orders, inbox)
}

async fn receive_all(mut inbox: mpsc::Receiver<Order>) {
    while let Some(order) = inbox.recv().await {
        println!("  {} received", order.0);
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("the last sender goes");
    let (orders, inbox) = two_orders().await;
    drop(orders);
    receive_all(inbox).await;

    println!("the receiver closes");
    let (orders, mut inbox) = two_orders().await;
    inbox.close();
    if let Err(unsent) = orders.send(Order("butter")).await {
        println!("  {} came back", unsent.0.0);
    }
    receive_all(inbox).await;

    println!("the receiver goes");
    let (orders, inbox) = two_orders().await;
    drop(inbox);
    println!("  closed: {}", orders.is_closed());
}
// ANCHOR_END: main
