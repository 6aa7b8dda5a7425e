//! A limit on the pause between two rows is no limit on the wait of the first.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc::{self, Receiver};
use tokio::time::{Instant, sleep, timeout};

const WAIT: Duration = Duration::from_secs(1);
const MOST: usize = 10;

async fn next_batch(inbox: &mut Receiver<Instant>) -> Vec<Instant> {
    let mut batch = Vec::new();
    while batch.len() < MOST {
        match timeout(WAIT, inbox.recv()).await {
            Ok(Some(row)) => batch.push(row),
            Ok(None) => break,                      // no more will come
            Err(_) if batch.is_empty() => continue, // nothing to write yet
            Err(_) => break,                        // the time is up
        }
    }
    batch
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (rows, mut inbox) = mpsc::channel(1);
    tokio::spawn(async move {
        for pause in [100, 2000, 900, 900, 900, 900, 900] {
            sleep(Duration::from_millis(pause)).await;
            rows.send(Instant::now()).await.unwrap();
        }
    });
    loop {
        let batch = next_batch(&mut inbox).await;
        let Some(first) = batch.first() else { break };
        println!(
            "{} rows, the first waited {:?}",
            batch.len(),
            first.elapsed()
        );
    }
}
// ANCHOR_END: main
