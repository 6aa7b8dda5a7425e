//! caught by: a_closed_output_ends_the_stage_at_once: it empties the input without closing it first, and so waits for producers that do not know
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
    let closed = select! {
        () = output.closed() => true,
        closed = work(&mut input, &output, &mut batch, max, wait) => closed,
    };
    if !closed {
        return Ok(());
    }
    while let Some(item) = input.recv().await {
        batch.push(item);
    }
    Err(Undelivered(batch))
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
        match output.reserve().await {
            Ok(place) => place.send(std::mem::take(batch)),
            Err(_) => return true,
        }
    }
    false
}
