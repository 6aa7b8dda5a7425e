//! caught by: what_was_not_handed_over_comes_back: the batch in hand comes back, what waits in the input does not
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
    while let Some(first) = select! {
        () = output.closed() => return Err(Undelivered(Vec::new())),
        first = input.recv() => first,
    } {
        let mut batch = vec![first];
        let mut timer = Box::pin(sleep(wait));
        while batch.len() < max.get() {
            select! {
                () = output.closed() => return Err(Undelivered(batch)),
                () = &mut timer => break,
                next = input.recv() => match next {
                    Some(item) => batch.push(item),
                    None => break,
                },
            }
        }
        if let Err(failed) = output.send(batch).await {
            return Err(Undelivered(failed.0));
        }
    }
    Ok(())
}
