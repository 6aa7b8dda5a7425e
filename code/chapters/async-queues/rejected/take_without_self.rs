//! A method without `self` that uses `self`.
//@ rejects: E0424

use tokio::sync::mpsc;

// ANCHOR: main
struct Orders {
    sender: mpsc::Sender<String>,
    receiver: mpsc::Receiver<String>,
}

impl Orders {
    async fn add(&self, order: String) {
        self.sender.send(order).await.unwrap();
    }

    async fn take() -> Option<String> {
        self.receiver.recv().await
    }
}
// ANCHOR_END: main

fn main() {
    let (sender, receiver) = mpsc::channel(2);
    let _orders = Orders { sender, receiver };
}
