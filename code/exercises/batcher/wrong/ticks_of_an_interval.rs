//! caught by: the_wait_begins_with_the_first_item, a_full_batch_leaves_at_once: the clock ticks on its own, so a batch leaves too early or too late
use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::select;
use tokio::sync::mpsc;
use tokio::time::{Instant, interval_at};

#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);

pub async fn batcher<T: Send>(
    mut input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    let mut batch = Vec::new();
    let mut ticks = interval_at(Instant::now() + wait, wait);
    loop {
        select! {
            () = output.closed() => return Err(rest(input, batch)),
            _ = ticks.tick() => {
                if batch.is_empty() {
                    continue;
                }
            }
            item = input.recv() => match item {
                Some(item) => {
                    batch.push(item);
                    if batch.len() < max.get() {
                        continue;
                    }
                }
                None => break,
            },
        }
        if let Err(failed) = output.send(std::mem::take(&mut batch)).await {
            return Err(rest(input, failed.0));
        }
    }
    if !batch.is_empty()
        && let Err(failed) = output.send(batch).await
    {
        return Err(rest(input, failed.0));
    }
    Ok(())
}

fn rest<T>(mut input: mpsc::Receiver<T>, mut batch: Vec<T>) -> Undelivered<T> {
    input.close();
    while let Ok(item) = input.try_recv() {
        batch.push(item);
    }
    Undelivered(batch)
}
