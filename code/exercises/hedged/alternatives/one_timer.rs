//! design: one select! over the limit, the hedge timer and the requests; the timer is reset
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::sleep;

#[derive(Debug, PartialEq, Eq)]
pub enum HedgeError<E> {
    AllFailed(Vec<E>),
    TimedOut,
    Empty,
}

pub async fn hedged<T, E, F, Fut>(
    replicas: Vec<F>,
    delay: Duration,
    limit: Duration,
) -> Result<T, HedgeError<E>>
where
    F: FnOnce() -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut errors: Vec<(usize, E)> = Vec::new();
    let mut waiting = replicas.into_iter().enumerate();
    let mut asking = FuturesUnordered::new();
    let limit = sleep(limit);
    tokio::pin!(limit);
    match waiting.next() {
        Some((index, ask)) => asking.push(numbered(index, ask())),
        None => return Err(HedgeError::Empty),
    }
    let mut timer = Box::pin(sleep(delay));
    loop {
        tokio::select! {
            biased;
            Some((index, result)) = asking.next() => match result {
                Ok(answer) => return Ok(answer),
                Err(error) => errors.push((index, error)),
            },
            () = &mut limit => return Err(HedgeError::TimedOut),
            () = &mut timer, if waiting.len() > 0 => {}
        }
        if let Some((index, ask)) = waiting.next() {
            asking.push(numbered(index, ask()));
            timer = Box::pin(sleep(delay));
        } else if asking.is_empty() {
            errors.sort_by_key(|(index, _)| *index);
            return Err(HedgeError::AllFailed(
                errors.into_iter().map(|(_, error)| error).collect(),
            ));
        }
    }
}

async fn numbered<O>(index: usize, answer: impl Future<Output = O>) -> (usize, O) {
    (index, answer.await)
}
