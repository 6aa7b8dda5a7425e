//! caught by: the_next_is_asked_after_the_delay: every replica is asked at the start, and only its polling waits
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
        let requests: Vec<Fut> = replicas.into_iter().map(|ask| ask()).collect();
        let mut errors: Vec<Option<E>> = requests.iter().map(|_| None).collect();
        let mut waiting = requests.into_iter().enumerate();
        let mut in_flight = FuturesUnordered::new();
        loop {
            if let Some((index, request)) = waiting.next() {
                in_flight.push(async move { (index, request.await) });
            }
            let patience = if waiting.len() > 0 {
                delay
            } else {
                Duration::MAX
            };
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
    };
    timeout(limit, asking)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}
