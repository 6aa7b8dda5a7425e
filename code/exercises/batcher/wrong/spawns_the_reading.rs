//! caught by: items_may_borrow, it_holds_one_batch_at_most: the part that reads is a task of its own, so every item has to be static
use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::select;
use tokio::sync::mpsc;
use tokio::time::sleep;

#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);

pub async fn batcher<T: Send + 'static>(
    mut input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    let (single, mut singles) = mpsc::channel(1);
    let reading = tokio::spawn(async move {
        loop {
            select! {
                () = single.closed() => return input,
                next = input.recv() => {
                    let Some(item) = next else { return input };
                    if single.send(item).await.is_err() {
                        return input;
                    }
                }
            }
        }
    });
    let mut batch = Vec::new();
    let mut timer = Box::pin(sleep(Duration::ZERO));
    loop {
        let mut ended = false;
        select! {
            () = output.closed() => break,
            () = &mut timer, if !batch.is_empty() => {}
            next = singles.recv() => match next {
                Some(item) => {
                    if batch.is_empty() {
                        timer = Box::pin(sleep(wait));
                    }
                    batch.push(item);
                    if batch.len() < max.get() {
                        continue;
                    }
                }
                None => ended = true,
            },
        }
        if !batch.is_empty() {
            if let Err(failed) = output.send(std::mem::take(&mut batch)).await {
                batch = failed.0;
                break;
            }
        }
        if ended {
            return Ok(());
        }
    }
    singles.close();
    while let Some(item) = singles.recv().await {
        batch.push(item);
    }
    match reading.await {
        Ok(input) => Err(rest(input, batch)),
        Err(_) => Err(Undelivered(batch)),
    }
}

fn rest<T>(mut input: mpsc::Receiver<T>, mut batch: Vec<T>) -> Undelivered<T> {
    input.close();
    while let Ok(item) = input.try_recv() {
        batch.push(item);
    }
    Undelivered(batch)
}
