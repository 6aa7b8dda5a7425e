//! A batch is handed over and then filled again.
//@ rejects: E0382

use tokio::sync::mpsc;

// ANCHOR: main
async fn collect(mut rows: mpsc::Receiver<u32>, batches: mpsc::Sender<Vec<u32>>) {
    let mut batch = Vec::new();
    while let Some(row) = rows.recv().await {
        batch.push(row);
        if batch.len() == 10 {
            batches.send(batch).await.unwrap();
        }
    }
}
// ANCHOR_END: main

fn main() {
    let ((_, rows), (batches, _)) = (mpsc::channel(1), mpsc::channel(1));
    drop(collect(rows, batches));
}
