//! caught by: the_wait_begins_with_the_first_item, later_items_do_not_prolong_the_wait: the inner future owns the batch: when its time is up, the batch is dropped with it
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
    loop {
        let first = select! {
            () = output.closed() => return Err(rest(input, Vec::new())),
            first = input.recv() => first,
        };
        let Some(first) = first else { return Ok(()) };
        let collecting = async {
            let mut more = Vec::new();
            while more.len() + 1 < max.get() {
                match input.recv().await {
                    Some(item) => more.push(item),
                    None => break,
                }
            }
            more
        };
        let more = select! {
            () = output.closed() => return Err(rest(input, vec![first])),
            more = timeout(wait, collecting) => more.unwrap_or_default(),
        };
        let mut batch = vec![first];
        batch.extend(more);
        if let Err(failed) = output.send(batch).await {
            return Err(rest(input, failed.0));
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
