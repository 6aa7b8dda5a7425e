//! caught by: later_items_do_not_prolong_the_wait: the limit is on each single item, so a steady trickle keeps a batch for ever
use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::select;
use tokio::sync::mpsc;
use tokio::time::timeout;

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
        while batch.len() < max.get() {
            select! {
                () = output.closed() => return Err(rest(input, batch)),
                next = timeout(wait, input.recv()) => match next {
                    Ok(Some(item)) => batch.push(item),
                    Ok(None) | Err(_) => break,
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
