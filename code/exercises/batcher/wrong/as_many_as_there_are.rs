//! caught by: a_full_batch_leaves_at_once: recv_many may add max items to those that are already in the batch
use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::select;
use tokio::sync::mpsc;
use tokio::time::sleep;

#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);

pub async fn batcher<T: Send>(
    mut input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    let mut batch = Vec::new();
    while select! {
        () = output.closed() => return Err(rest(input, batch)),
        count = input.recv_many(&mut batch, max.get()) => count > 0,
    } {
        let mut timer = Box::pin(sleep(wait));
        while batch.len() < max.get() {
            select! {
                () = output.closed() => return Err(rest(input, batch)),
                () = &mut timer => break,
                count = input.recv_many(&mut batch, max.get()) => {
                    if count == 0 {
                        break;
                    }
                }
            }
        }
        if let Err(failed) = output.send(std::mem::take(&mut batch)).await {
            return Err(rest(input, failed.0));
        }
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
