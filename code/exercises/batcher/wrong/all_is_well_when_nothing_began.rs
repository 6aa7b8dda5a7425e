//! caught by: what_was_not_handed_over_comes_back, nothing_is_lost_at_the_end: without a batch in hand it says Ok, whatever is in the input
use std::num::NonZeroUsize;
use std::time::Duration;
use tokio::sync::mpsc;
#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);
pub async fn batcher<T: Send>(
    mut input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    loop {
        let first = tokio::select! { _ = output.closed() => return Ok(()), x = input.recv() => x };
        let Some(first) = first else { return Ok(()) };
        let mut batch = vec![first];
        let t = tokio::time::sleep(wait);
        tokio::pin!(t);
        while batch.len() < max.get() {
            tokio::select! {
                _ = output.closed() => return Err(rest(input, batch).await),
                _ = &mut t => break,
                x = input.recv() => match x { Some(x) => batch.push(x), None => break },
            }
        }
        if let Err(e) = output.send(batch).await {
            return Err(rest(input, e.0).await);
        }
    }
}

async fn rest<T>(mut input: mpsc::Receiver<T>, mut batch: Vec<T>) -> Undelivered<T> {
    input.close();
    while let Some(item) = input.recv().await {
        batch.push(item);
    }
    Undelivered(batch)
}
