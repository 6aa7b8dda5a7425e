//! caught by: what_was_not_handed_over_comes_back: the future of send owns the batch: when closed() wins, it is dropped with it
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
    let done = select! {
        () = output.closed() => false,
        done = work(&mut input, &output, &mut batch, max, wait) => done,
    };
    if done {
        return Ok(());
    }
    Err(rest(input, batch))
}

async fn work<T>(
    input: &mut mpsc::Receiver<T>,
    output: &mpsc::Sender<Vec<T>>,
    batch: &mut Vec<T>,
    max: NonZeroUsize,
    wait: Duration,
) -> bool {
    while let Some(item) = input.recv().await {
        batch.push(item);
        let mut timer = Box::pin(sleep(wait));
        while batch.len() < max.get() {
            select! {
                () = &mut timer => break,
                next = input.recv() => match next {
                    Some(item) => batch.push(item),
                    None => break,
                },
            }
        }
        if output.send(std::mem::take(batch)).await.is_err() {
            return false;
        }
    }
    true
}

fn rest<T>(mut input: mpsc::Receiver<T>, mut batch: Vec<T>) -> Undelivered<T> {
    input.close();
    while let Ok(item) = input.try_recv() {
        batch.push(item);
    }
    Undelivered(batch)
}
