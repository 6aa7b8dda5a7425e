//! caught by: what_was_not_handed_over_comes_back: what was still in the input comes back before what came out of it
use std::num::NonZeroUsize;
use std::time::Duration;
use tokio::sync::mpsc;
#[derive(Debug, PartialEq, Eq)]
pub struct Undelivered<T>(pub Vec<T>);
pub async fn batcher<T: Send>(
    mut input: mpsc::Receiver<T>,
    output: mpsc::Sender<Vec<T>>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), Undelivered<T>> {
    let mut batch = Vec::new();
    let result = tokio::select! { _ = output.closed() => Err(()), result = go(&mut input, &output, &mut batch, max, wait) => result };
    if result.is_ok() {
        return Ok(());
    }
    input.close();
    let mut all = Vec::new();
    while let Some(x) = input.recv().await {
        all.push(x);
    }
    all.extend(batch);
    Err(Undelivered(all))
}
async fn go<T>(
    input: &mut mpsc::Receiver<T>,
    output: &mpsc::Sender<Vec<T>>,
    batch: &mut Vec<T>,
    max: NonZeroUsize,
    wait: Duration,
) -> Result<(), ()> {
    while let Some(x) = input.recv().await {
        batch.push(x);
        let _ = tokio::time::timeout(wait, async {
            while batch.len() < max.get() {
                match input.recv().await {
                    Some(x) => batch.push(x),
                    None => break,
                }
            }
        })
        .await;
        output
            .reserve()
            .await
            .map_err(drop)?
            .send(std::mem::take(batch));
    }
    Ok(())
}
