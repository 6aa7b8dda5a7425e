//! caught by: waiting_is_sleeping, a_full_batch_leaves_at_once: it looks into the input every millisecond, whether there is something or not
use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TryRecvError;
use tokio::time::{Instant, sleep};

#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);

pub async fn batcher<T: Send>(
    mut input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    let mut batch: Vec<T> = Vec::new();
    let mut begun = Instant::now();
    loop {
        if output.is_closed() {
            return Err(rest(input, batch));
        }
        let ended = match input.try_recv() {
            Ok(item) => {
                if batch.is_empty() {
                    begun = Instant::now();
                }
                batch.push(item);
                false
            }
            Err(TryRecvError::Empty) => {
                sleep(Duration::from_millis(1)).await;
                false
            }
            Err(TryRecvError::Disconnected) => true,
        };
        let late = !batch.is_empty() && begun.elapsed() >= wait;
        if batch.len() >= max.get() || late || (ended && !batch.is_empty()) {
            if let Err(failed) = output.send(std::mem::take(&mut batch)).await {
                return Err(rest(input, failed.0));
            }
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
