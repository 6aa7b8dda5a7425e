//! caught by: any_size_works: it sets a million places aside for a batch, whatever comes
use std::num::NonZeroUsize;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::Instant;

#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);

pub async fn batcher<T: Send>(
    mut input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    let mut batch: Vec<T> = Vec::new();
    let mut deadline: Option<Instant> = None;
    loop {
        let expire = async {
            match deadline {
                Some(at) => tokio::time::sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        let mut ended = false;
        let mut flush = false;
        tokio::select! {
            biased;
            _ = output.closed() => return give_up(batch, input).await,
            _ = expire => flush = true,
            next = input.recv() => match next {
                Some(item) => {
                    if batch.is_empty() {
                        batch.reserve_exact(max.get().min(1_000_000));
                        deadline = Instant::now().checked_add(wait);
                    }
                    batch.push(item);
                    flush = batch.len() >= max.get();
                }
                None => ended = true,
            },
        }
        if (flush || ended) && !batch.is_empty() {
            match output.reserve().await {
                Ok(permit) => permit.send(std::mem::take(&mut batch)),
                Err(_) => return give_up(batch, input).await,
            }
            deadline = None;
        }
        if ended {
            return Ok(());
        }
    }
}

async fn give_up<T>(mut batch: Vec<T>, mut input: mpsc::Receiver<T>) -> Result<(), Undelivered<T>> {
    input.close();
    while let Some(item) = input.recv().await {
        batch.push(item);
    }
    Err(Undelivered(batch))
}
