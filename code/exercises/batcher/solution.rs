//! A stage between two channels that groups items into batches.

use std::mem;
use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::pin;
use tokio::select;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::SendError;
use tokio::time::sleep;

/// The items that the output no longer took, in the order in which they came in.
#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);

/// Groups the items of `input` into batches of at most `max`, each handed over at most `wait` after its first item came in.
///
/// While the output has no room it holds one batch and reads nothing more, so that the producers have to wait as well.
///
/// # Errors
/// When the output is closed before the input has ended: what was not handed over. The input is closed then, so that
/// producers notice; what they had handed in until then is part of it.
pub async fn batcher<T: Send>(
    mut input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    // Items wait here and nowhere else: no future that may be dropped owns any.
    let mut batch = Vec::new();
    let end = select! {
        () = output.closed() => Err(SendError(())),
        end = pass_on(&mut input, &output, &mut batch, max, wait) => end,
    };
    let Err(SendError(())) = end else {
        return Ok(());
    };
    // Closed before it is emptied: nothing comes in behind our back.
    input.close();
    while let Some(item) = input.recv().await {
        batch.push(item);
    }
    Err(Undelivered(batch))
}

/// Hands over batch after batch until the input ends. Dropped at any await, it has left in `batch` what is not handed over.
async fn pass_on<T>(
    input: &mut mpsc::Receiver<T>,
    output: &mpsc::Sender<Vec<T>>,
    batch: &mut Vec<T>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), SendError<()>> {
    while input.recv_many(batch, max.get()).await > 0 {
        fill(input, batch, max, wait).await;
        // Not `send`: the batch stays where it is until there is room for it.
        let room = output.reserve().await?;
        room.send(mem::take(batch));
    }
    Ok(())
}

/// Adds to a batch that has begun, until it is full, its time is up, or the input ends.
async fn fill<T>(
    input: &mut mpsc::Receiver<T>,
    batch: &mut Vec<T>,
    max: NonZeroUsize,
    wait: Duration,
) {
    // `sleep` takes any duration: one that the clock cannot hold means never.
    let time_is_up = sleep(wait);
    pin!(time_is_up);
    while batch.len() < max.get() {
        let room = max.get() - batch.len();
        select! {
            // The clock first: an input that is never empty must not hide it.
            biased;
            () = &mut time_is_up => return,
            taken = input.recv_many(batch, room) => {
                if taken == 0 {
                    return;
                }
            }
        }
    }
}
