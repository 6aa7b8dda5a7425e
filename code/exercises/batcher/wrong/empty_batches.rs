//! caught by: batches_are_never_empty: a wait without any item sends a batch as well
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
    loop {
        let mut batch = Vec::new();
        let mut ended = false;
        let mut timer = Box::pin(sleep(wait));
        while batch.len() < max.get() && !ended {
            select! {
                () = output.closed() => return Err(rest(input, batch)),
                () = &mut timer => break,
                next = input.recv() => match next {
                    Some(item) => {
                        if batch.is_empty() {
                            timer = Box::pin(sleep(wait));
                        }
                        batch.push(item);
                    }
                    None => ended = true,
                },
            }
        }
        if let Err(failed) = output.send(batch).await {
            return Err(rest(input, failed.0));
        }
        if ended {
            return Ok(());
        }
    }
}

fn rest<T>(mut input: mpsc::Receiver<T>, mut batch: Vec<T>) -> Undelivered<T> {
    input.close();
    while let Ok(item) = input.try_recv() {
        batch.push(item);
    }
    Undelivered(batch)
}
