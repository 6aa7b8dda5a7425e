//! caught by: the_limit_bounds_the_whole_call: the limit begins anew whenever a replica is asked
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
    if replicas.is_empty() {
        return Err(HedgeError::Empty);
    }
    let mut errors: Vec<Option<E>> = replicas.iter().map(|_| None).collect();
    let mut waiting = replicas.into_iter().enumerate();
    let mut in_flight = FuturesUnordered::new();
    loop {
        if let Some((index, ask)) = waiting.next() {
            let asking = ask();
            in_flight.push(async move { (index, asking.await) });
        }
        tokio::select! {
            biased;
            news = in_flight.next() => match news {
                Some((_, Ok(answer))) => return Ok(answer),
                Some((index, Err(error))) => errors[index] = Some(error),
                None => return Err(HedgeError::AllFailed(errors.into_iter().flatten().collect())),
            },
            _ = sleep(limit) => return Err(HedgeError::TimedOut),
            _ = sleep(delay), if waiting.len() > 0 => {}
        }
    }
}
