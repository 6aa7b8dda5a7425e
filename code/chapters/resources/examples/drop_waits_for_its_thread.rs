//! A `drop` that blocks until somebody answers, on the thread that somebody needs.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use futures::executor::block_on;
use tokio::sync::mpsc;

struct Connection {
    goodbye: mpsc::Sender<&'static str>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        block_on(self.goodbye.send("goodbye")).unwrap(); // waits for room
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (goodbye, mut messages) = mpsc::channel(1);
    let server = tokio::spawn(async move {
        while let Some(message) = messages.recv().await {
            println!("the server hears: {message}");
        }
    });
    goodbye.send("hello").await.unwrap();
    drop(Connection { goodbye });
    server.await.unwrap();
}
// ANCHOR_END: main
