//! When the consumer fails, the next `send` of its producer fails as well, and both ends are reported.
//@ explore: holds

// ANCHOR: main
use tokio::sync::mpsc::{self, Receiver, Sender};

async fn produce(orders: Sender<u32>) -> Result<(), String> {
    for number in 0..5 {
        orders
            .send(number)
            .await
            .map_err(|unsent| format!("nobody takes order {}", unsent.0))?;
        println!("sent {number}");
    }
    Ok(())
}

fn address_of(order: u32) -> Result<&'static str, String> {
    Err(format!("order {order} has no address"))
}

async fn consume(mut inbox: Receiver<u32>) -> Result<(), String> {
    while let Some(order) = inbox.recv().await {
        println!("    taken {order}");
        address_of(order)?;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (orders, inbox) = mpsc::channel(1);
    let consumer = tokio::spawn(consume(inbox));
    println!("producer: {:?}", produce(orders).await);
    println!("consumer: {:?}", consumer.await.unwrap());
}
// ANCHOR_END: main
