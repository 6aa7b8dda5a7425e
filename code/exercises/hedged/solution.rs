//! One question, several replicas, the first good answer.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::timeout;

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub enum HedgeError<E> {
    /// Every replica failed; their errors in the order of the replicas.
    AllFailed(Vec<E>),
    /// The limit has passed.
    TimedOut,
    /// There is no replica.
    Empty,
}

/// Asks the first replica, and after each `delay` without an answer, or at once on an error, the next one as well.
///
/// The first `Ok` wins, and the others are cancelled. `limit` bounds the whole call.
/// Dropping the future cancels every request.
pub async fn hedged<T, E, F, Fut>(
    replicas: Vec<F>,
    delay: Duration,
    limit: Duration,
) -> Result<T, HedgeError<E>>
where
    F: FnOnce() -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    if replicas.is_empty() {
        return Err(HedgeError::Empty);
    }
    // `timeout` takes any duration: one that the clock cannot hold means never.
    match timeout(limit, first_answer(replicas, delay)).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(errors)) => Err(HedgeError::AllFailed(errors)),
        Err(_) => Err(HedgeError::TimedOut),
    }
}

/// The first answer, however long it takes, or all errors in the order of the replicas.
async fn first_answer<T, E, F, Fut>(replicas: Vec<F>, delay: Duration) -> Result<T, Vec<E>>
where
    F: FnOnce() -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut errors: Vec<Option<E>> = replicas.iter().map(|_| None).collect();
    let mut waiting = replicas.into_iter().enumerate();
    // Owns the requests: whoever leaves this function, by whichever door, cancels them.
    let mut in_flight = FuturesUnordered::new();
    loop {
        // Each round has a reason to ask: the start, a delay without news, or an error.
        if let Some((index, ask)) = waiting.next() {
            let asking = ask();
            in_flight.push(async move { (index, asking.await) });
        }
        let news = if waiting.len() == 0 {
            in_flight.next().await
        } else {
            match timeout(delay, in_flight.next()).await {
                Ok(news) => news,
                Err(_) => continue,
            }
        };
        match news {
            Some((_, Ok(answer))) => return Ok(answer),
            Some((index, Err(error))) => errors[index] = Some(error),
            None => return Err(errors.into_iter().flatten().collect()),
        }
    }
}
