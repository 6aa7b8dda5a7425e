//! The blocking call on a thread for blocking calls; the runtime's own thread stays free.
//@ explore: holds

// ANCHOR: main
use std::sync::mpsc;
use tokio::task::spawn_blocking;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, receiver) = mpsc::channel();
    let answer = tokio::spawn(async move { sender.send(42).unwrap() });
    println!("waiting");
    let received = spawn_blocking(move || receiver.recv().unwrap());
    println!("received {}", received.await.unwrap());
    answer.await.unwrap();
}
// ANCHOR_END: main
