//! caught by: it_holds_one_batch_at_most: while the output has no room it goes on reading, and keeps one batch after the other
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::select;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);

pub async fn batcher<T: Send>(
    mut input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    let mut ready: VecDeque<Vec<T>> = VecDeque::new();
    let mut batch = Vec::new();
    let mut deadline = None;
    let mut ended = false;
    while !(ended && ready.is_empty()) {
        let timer = async {
            match deadline {
                Some(deadline) => sleep_until(deadline).await,
                None => std::future::pending().await,
            }
        };
        select! {
            () = output.closed() => {
                let mut all: Vec<T> = ready.into_iter().flatten().collect();
                all.append(&mut batch);
                return Err(rest(input, all));
            }
            place = output.reserve(), if !ready.is_empty() => {
                if let Ok(place) = place && let Some(first) = ready.pop_front() {
                    place.send(first);
                }
            }
            () = timer => {
                deadline = None;
                ready.push_back(std::mem::take(&mut batch));
            }
            next = input.recv(), if !ended => {
                match next {
                    Some(item) => {
                        if batch.is_empty() {
                            deadline = Instant::now().checked_add(wait);
                        }
                        batch.push(item);
                    }
                    None => ended = true,
                }
                if batch.len() == max.get() || (ended && !batch.is_empty()) {
                    deadline = None;
                    ready.push_back(std::mem::take(&mut batch));
                }
            }
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
