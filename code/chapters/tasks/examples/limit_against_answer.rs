//! A quick answer and a limit: a slow machine can let the limit win.
//@ output: one-of
//@ because: a machine may be slow, and time passes meanwhile
//@ explore: outcomes

// ANCHOR: main
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::timeout;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, answer) = oneshot::channel();
    let server = tokio::spawn(async move {
        println!("Ada is charged");
        sender.send(()).is_ok()
    });
    match timeout(Duration::from_millis(500), answer).await {
        Ok(_) => println!("in time"),
        Err(_) => println!("time is up"),
    }
    println!("the server could answer: {}", server.await.unwrap());
}
// ANCHOR_END: main
