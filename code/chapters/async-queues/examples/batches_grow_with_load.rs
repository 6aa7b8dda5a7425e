//! Each write takes a second, for one row or for many: the batch is what has come in meanwhile.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (rows, mut inbox) = mpsc::channel(100);
    tokio::spawn(async move {
        for (count, pause) in [(2, 3000), (6, 300), (20, 100)] {
            for _ in 0..count {
                sleep(Duration::from_millis(pause)).await;
                rows.send(()).await.unwrap();
            }
        }
    });
    let mut batch = Vec::new();
    while inbox.recv_many(&mut batch, 8).await > 0 {
        sleep(Duration::from_secs(1)).await; // writes the batch
        println!("{} written", batch.len());
        batch.clear();
    }
}
// ANCHOR_END: main
