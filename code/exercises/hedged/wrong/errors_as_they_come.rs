//! caught by: all_failed_in_replica_order: the errors are collected in the order in which they come
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
        let mut errors = Vec::new();
        let mut waiting = replicas.into_iter();
        let mut in_flight = FuturesUnordered::new();
        loop {
            if let Some(ask) = waiting.next() {
                in_flight.push(ask());
            }
            let patience = if waiting.len() > 0 {
                delay
            } else {
                Duration::MAX
            };
            match timeout(patience, in_flight.next()).await {
                Ok(Some(Ok(answer))) => return Ok(answer),
                Ok(Some(Err(error))) => errors.push(error),
                Ok(None) => return Err(HedgeError::AllFailed(errors)),
                Err(_) => {}
            }
        }
    };
    timeout(limit, asking)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}
