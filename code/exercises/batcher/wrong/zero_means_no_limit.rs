//! caught by: any_wait_works: a wait of zero is taken for no limit at all
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
        () = output.closed() => return Err(rest(input, Vec::new())),
        first = input.recv() => first,
    } {
        let mut batch = vec![first];
        let mut timer = Box::pin(sleep(wait));
        while batch.len() < max.get() {
            select! {
                () = output.closed() => return Err(rest(input, batch)),
                () = &mut timer, if wait > Duration::ZERO => break,
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
