//! caught by: any_wait_works: now plus the greatest duration is more than the clock holds, and panics
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
    while let Some(first) = select! {
        () = output.closed() => return Err(rest(input, Vec::new())),
        first = input.recv() => first,
    } {
        let mut batch = vec![first];
        let deadline = Instant::now() + wait;
        while batch.len() < max.get() {
            select! {
                () = output.closed() => return Err(rest(input, batch)),
                () = sleep_until(deadline) => break,
                next = input.recv() => match next {
                    Some(item) => batch.push(item),
                    None => break,
                },
            }
        }
        if let Err(failed) = output.send(batch).await {
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
