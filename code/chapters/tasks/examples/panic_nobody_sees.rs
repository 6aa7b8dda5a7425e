//! A task panics, its handle is gone, and main waits for something the task does not send.
//@ explore: fails panic

// ANCHOR: main
use tokio::sync::mpsc;

#[tokio::main]
async fn main() {
    let (sender, mut prices) = mpsc::channel(4);
    tokio::spawn(async move {
        for text in ["3", "five", "8"] {
            let price: u32 = text.parse().expect("a price");
            sender.send(price).await.unwrap();
        }
    });
    let mut total = 0;
    while let Some(price) = prices.recv().await {
        total += price;
    }
    println!("total: {total}");
}
// ANCHOR_END: main
