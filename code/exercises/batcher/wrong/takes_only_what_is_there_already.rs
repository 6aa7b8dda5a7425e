//! caught by: nothing_is_lost_at_the_end: closed and empty is not the end: a producer that has its room already may still send, and is told that all is well
use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);

pub async fn batcher<T: Send>(
    mut input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    let mut batch = Vec::new();
    // The end of time for the first item, and for a wait that the clock cannot hold.
    let mut deadline: Option<Instant> = None;
    loop {
        let next = async {
            match deadline {
                Some(deadline) => timeout_at(deadline, input.recv()).await.map_err(drop),
                None => Ok(input.recv().await),
            }
        };
        let next = tokio::select! {
            biased;
            () = output.closed() => return Err(rest(input, batch)),
            next = next => next,
        };
        let ended = matches!(next, Ok(None));
        let time_is_up = next.is_err();
        if let Ok(Some(item)) = next {
            if batch.is_empty() {
                deadline = Instant::now().checked_add(wait);
            }
            batch.push(item);
        }
        let complete = batch.len() == max.get() || ended || time_is_up;
        if complete && !batch.is_empty() {
            deadline = None;
            match output.send(std::mem::take(&mut batch)).await {
                Ok(()) => {}
                Err(mpsc::error::SendError(batch)) => return Err(rest(input, batch)),
            }
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
