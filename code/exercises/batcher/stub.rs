//! A stage between two channels that groups items into batches.

use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::sync::mpsc;

/// The items that the output no longer took, in the order in which they came in.
#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);

/// Groups the items of `input` into batches of at most `max`, each handed over at most `wait` after its first item came in.
///
/// `Ok` when the input has ended and everything is handed over. `Err` when the output was closed before that, with what
/// was not handed over.
pub async fn batcher<T: Send>(
    input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    let _ = (input, output, max, wait);
    todo!("collect a batch, hand it over, and keep an eye on the output")
}
