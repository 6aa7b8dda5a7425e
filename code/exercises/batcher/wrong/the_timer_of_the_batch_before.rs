//! caught by: the_wait_begins_with_the_first_item, batches_are_never_empty: the timer is reset only when it fires: after a full batch it still belongs to that one
use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::pin;
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
    let mut batch = Vec::with_capacity(max.get().min(1024));
    let timer = sleep(wait);
    pin!(timer);
    loop {
        let mut ended = false;
        select! {
            () = output.closed() => return Err(rest(input, batch)),
            () = &mut timer, if !batch.is_empty() => {
                timer.set(sleep(wait));
            }
            item = input.recv() => match item {
                Some(item) => {
                    if batch.is_empty() && timer.is_elapsed() {
                        timer.set(sleep(wait));
                    }
                    batch.push(item);
                    if batch.len() < max.get() {
                        continue;
                    }
                }
                None => ended = true,
            },
        }
        if !batch.is_empty()
            && let Err(failed) = output.send(std::mem::take(&mut batch)).await
        {
            return Err(rest(input, failed.0));
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
