//! design: room in the output first, and only then an item: nothing is ever held that has no place to go
use std::num::NonZeroUsize;
use std::time::Duration;

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
        let Ok(place) = output.reserve().await else {
            return give_back(input, Vec::new()).await;
        };
        let first = tokio::select! {
            () = output.closed() => return give_back(input, Vec::new()).await,
            first = input.recv() => first,
        };
        let Some(first) = first else {
            return Ok(());
        };
        let mut batch = vec![first];
        let mut ended = false;
        let mut timer = Box::pin(sleep(wait));
        while batch.len() < max.get() && !ended {
            tokio::select! {
                () = output.closed() => return give_back(input, batch).await,
                () = &mut timer => break,
                next = input.recv() => match next {
                    Some(item) => batch.push(item),
                    None => ended = true,
                },
            }
        }
        place.send(batch);
    }
}

async fn give_back<T>(
    mut input: mpsc::Receiver<T>,
    mut batch: Vec<T>,
) -> Result<(), Undelivered<T>> {
    input.close();
    while let Some(item) = input.recv().await {
        batch.push(item);
    }
    Err(Undelivered(batch))
}
