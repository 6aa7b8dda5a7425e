//! An aborted task is dropped at the await where it waits, with everything it holds.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::time::sleep;

struct Connection;

impl Drop for Connection {
    fn drop(&mut self) {
        println!("connection closed");
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let task = tokio::spawn(async {
        let _connection = Connection;
        sleep(Duration::from_secs(60)).await;
        println!("done");
    });
    sleep(Duration::from_secs(1)).await;
    task.abort();
    println!("asked to end");
    let error = task.await.unwrap_err();
    println!("cancelled: {}", error.is_cancelled());
}
// ANCHOR_END: main
