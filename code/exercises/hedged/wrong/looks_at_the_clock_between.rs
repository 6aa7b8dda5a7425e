//! caught by: the_limit_bounds_the_whole_call: the limit is looked at only when something else happens
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::{Instant, timeout};

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
    if replicas.is_empty() {
        return Err(HedgeError::Empty);
    }
    let started = Instant::now();
    let mut errors: Vec<Option<E>> = replicas.iter().map(|_| None).collect();
    let mut waiting = replicas.into_iter().enumerate();
    let mut in_flight = FuturesUnordered::new();
    while started.elapsed() < limit {
        if let Some((index, ask)) = waiting.next() {
            let asking = ask();
            in_flight.push(async move { (index, asking.await) });
        }
        let patience = if waiting.len() > 0 { delay } else { limit };
        match timeout(patience, in_flight.next()).await {
            Ok(Some((_, Ok(answer)))) => return Ok(answer),
            Ok(Some((index, Err(error)))) => errors[index] = Some(error),
            Ok(None) => {
                return Err(HedgeError::AllFailed(
                    errors.into_iter().flatten().collect(),
                ));
            }
            Err(_) => {}
        }
    }
    Err(HedgeError::TimedOut)
}
