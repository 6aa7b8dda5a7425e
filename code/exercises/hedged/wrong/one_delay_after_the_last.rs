//! caught by: when_all_are_asked_it_waits: after the last replica it waits for one delay only, and says AllFailed of those that are still at work
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::timeout;

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
    let asking = async {
        let mut errors: Vec<Option<E>> = replicas.iter().map(|_| None).collect();
        let mut in_flight = FuturesUnordered::new();
        for (index, ask) in replicas.into_iter().enumerate() {
            let asking = ask();
            in_flight.push(async move { (index, asking.await) });
            match timeout(delay, in_flight.next()).await {
                Ok(Some((_, Ok(answer)))) => return Ok(answer),
                Ok(Some((index, Err(error)))) => errors[index] = Some(error),
                Ok(None) | Err(_) => {}
            }
        }
        Err(HedgeError::AllFailed(
            errors.into_iter().flatten().collect(),
        ))
    };
    timeout(limit, asking)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}
