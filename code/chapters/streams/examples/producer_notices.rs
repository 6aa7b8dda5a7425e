//! The producer is a task behind a channel: it goes on until the next `send` fails.
//@ output: one-of
//@ because: the scheduler decides how far the producer is when the consumer leaves
//@ explore: outcomes

// ANCHOR: main
use futures::{StreamExt, stream};
use tokio::sync::mpsc;

#[tokio::main(worker_threads = 1)]
async fn main() {
    let (sender, mut receiver) = mpsc::channel(1);
    let producer = tokio::spawn(async move {
        let mut number = 1;
        while sender.send(number).await.is_ok() {
            number += 1;
        }
        number
    });
    let numbers = stream::poll_fn(move |context| receiver.poll_recv(context));
    let first: Vec<u32> = numbers.take(1).collect().await;
    println!(
        "received {first:?}, could not send {}",
        producer.await.unwrap()
    );
}
// ANCHOR_END: main
