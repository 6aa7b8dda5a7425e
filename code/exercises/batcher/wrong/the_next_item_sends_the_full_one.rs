//! caught by: a_full_batch_leaves_at_once: the size is looked at when the next item comes, so a full batch waits for it
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
    let mut batch: Vec<T> = Vec::new();
    let mut timer = Box::pin(sleep(Duration::ZERO));
    loop {
        select! {
            () = output.closed() => return Err(rest(input, batch)),
            () = &mut timer, if !batch.is_empty() => {
                if let Err(failed) = output.send(std::mem::take(&mut batch)).await {
                    return Err(rest(input, failed.0));
                }
            }
            next = input.recv() => {
                let Some(item) = next else { break };
                if batch.len() == max.get() {
                    if let Err(mut failed) = output.send(std::mem::take(&mut batch)).await {
                        failed.0.push(item);
                        return Err(rest(input, failed.0));
                    }
                }
                if batch.is_empty() {
                    timer = Box::pin(sleep(wait));
                }
                batch.push(item);
            }
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
