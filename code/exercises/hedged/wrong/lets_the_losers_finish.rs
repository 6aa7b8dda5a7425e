//! caught by: the_losers_are_cancelled, the_first_answer_wins: it waits for every request that it has begun, and returns the first answer then
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
        let mut waiting = replicas.into_iter().enumerate();
        let mut in_flight = FuturesUnordered::new();
        let mut found = None;
        loop {
            if found.is_none()
                && let Some((index, ask)) = waiting.next()
            {
                let asking = ask();
                in_flight.push(async move { (index, asking.await) });
            }
            let patience = if waiting.len() > 0 {
                delay
            } else {
                Duration::MAX
            };
            match timeout(patience, in_flight.next()).await {
                Ok(Some((_, Ok(answer)))) => found = found.or(Some(answer)),
                Ok(Some((index, Err(error)))) => errors[index] = Some(error),
                Ok(None) => {
                    let failed = errors.into_iter().flatten().collect();
                    return found.ok_or(HedgeError::AllFailed(failed));
                }
                Err(_) => {}
            }
        }
    };
    timeout(limit, asking)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}
