//! caught by: every_item_comes_out_once: between recv and push there is an await, and the timer may win just there
use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::select;
use tokio::sync::mpsc;
use tokio::task::yield_now;
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
        () = output.closed() => return Err(rest(input, Vec::new())),
        first = input.recv() => first,
    } {
        let mut batch = vec![first];
        let mut timer = Box::pin(sleep(wait));
        while batch.len() < max.get() {
            select! {
                () = output.closed() => return Err(rest(input, batch)),
                () = &mut timer => break,
                next = polite(&mut input) => match next {
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

/// Lets other tasks have a turn after each item.
async fn polite<T>(input: &mut mpsc::Receiver<T>) -> Option<T> {
    let item = input.recv().await;
    yield_now().await;
    item
}

fn rest<T>(mut input: mpsc::Receiver<T>, mut batch: Vec<T>) -> Undelivered<T> {
    input.close();
    while let Ok(item) = input.try_recv() {
        batch.push(item);
    }
    Undelivered(batch)
}
