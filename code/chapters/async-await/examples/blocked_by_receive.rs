//! A channel of the standard library blocks the only thread of the runtime, and with it the sender.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::mpsc;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, receiver) = mpsc::channel();
    let answer = tokio::spawn(async move { sender.send(42).unwrap() });
    println!("waiting");
    println!("received {}", receiver.recv().unwrap());
    answer.await.unwrap();
}
// ANCHOR_END: main
