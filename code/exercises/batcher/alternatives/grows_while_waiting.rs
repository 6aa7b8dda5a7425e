//! design: one loop and one select! over everything; a batch that waits for room goes on growing up to its size
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
    let mut batch: Vec<T> = Vec::new();
    let mut due: Option<tokio::time::Instant> = None;
    let mut never = false;
    let mut open = true;
    loop {
        if !open && batch.is_empty() {
            return Ok(());
        }
        let late = !never && due.is_some_and(|d| d <= tokio::time::Instant::now());
        let ready = !batch.is_empty() && (!open || late || batch.len() == max.get());
        let alarm = due.filter(|_| !ready);
        tokio::select! {
            _ = output.closed() => return Err(rest(input, batch).await),
            place = output.reserve(), if ready => match place {
                Ok(place) => { place.send(std::mem::take(&mut batch)); due = None; }
                Err(_) => return Err(rest(input, batch).await),
            },
            _ = tokio::time::sleep_until(alarm.unwrap_or_else(tokio::time::Instant::now)), if alarm.is_some() => {}
            x = input.recv(), if open && batch.len() < max.get() => match x {
                Some(x) => {
                    if batch.is_empty() { due = tokio::time::Instant::now().checked_add(wait); never = due.is_none(); }
                    batch.push(x);
                }
                None => open = false,
            },
        }
    }
}

async fn rest<T>(mut input: mpsc::Receiver<T>, mut batch: Vec<T>) -> Undelivered<T> {
    input.close();
    while let Some(item) = input.recv().await {
        batch.push(item);
    }
    Undelivered(batch)
}
