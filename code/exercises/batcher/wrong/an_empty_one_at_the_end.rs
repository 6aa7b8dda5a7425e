//! caught by: batches_are_never_empty: the last flush does not look whether there is anything to flush
use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::select;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);

pub async fn batcher<T: Send>(
    mut input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    let mut batch = Vec::new();
    let mut deadline = None;
    loop {
        let timer = async {
            match deadline {
                Some(deadline) => sleep_until(deadline).await,
                None => std::future::pending().await,
            }
        };
        select! {
            () = output.closed() => return Err(rest(input, batch)),
            () = timer => {}
            next = input.recv() => {
                let Some(item) = next else { break };
                if batch.is_empty() {
                    deadline = Instant::now().checked_add(wait);
                }
                batch.push(item);
                if batch.len() < max.get() {
                    continue;
                }
            }
        }
        deadline = None;
        if let Err(failed) = output.send(std::mem::take(&mut batch)).await {
            return Err(rest(input, failed.0));
        }
    }
    output
        .send(batch)
        .await
        .map_err(|failed| rest(input, failed.0))
}

fn rest<T>(mut input: mpsc::Receiver<T>, mut batch: Vec<T>) -> Undelivered<T> {
    input.close();
    while let Ok(item) = input.try_recv() {
        batch.push(item);
    }
    Undelivered(batch)
}
