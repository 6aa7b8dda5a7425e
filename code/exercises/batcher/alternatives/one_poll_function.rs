//! design: one poll function over a small state: a batch, its timer, and the batch that waits for room
use std::future::{Future, poll_fn};
use std::mem;
use std::num::NonZeroUsize;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Sleep, sleep};

#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);

pub async fn batcher<T: Send>(
    mut input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    let mut batch: Vec<T> = Vec::new();
    let mut ended = false;
    let mut closed = pin!(output.closed());
    loop {
        let mut timer: Option<Pin<Box<Sleep>>> = None;
        let filled = poll_fn(|context| {
            if closed.as_mut().poll(context).is_ready() {
                return Poll::Ready(false);
            }
            loop {
                if batch.len() == max.get() || ended {
                    return Poll::Ready(true);
                }
                if let Some(timer) = &mut timer
                    && timer.as_mut().poll(context).is_ready()
                {
                    return Poll::Ready(true);
                }
                match input.poll_recv(context) {
                    Poll::Ready(Some(item)) => {
                        batch.push(item);
                        timer.get_or_insert_with(|| Box::pin(sleep(wait)));
                    }
                    Poll::Ready(None) => ended = true,
                    Poll::Pending => return Poll::Pending,
                }
            }
        })
        .await;
        if filled && batch.is_empty() {
            return Ok(());
        }
        if filled && let Ok(place) = output.reserve().await {
            place.send(mem::take(&mut batch));
            continue;
        }
        input.close();
        while let Some(item) = input.recv().await {
            batch.push(item);
        }
        return Err(Undelivered(batch));
    }
}
