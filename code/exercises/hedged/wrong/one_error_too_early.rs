//! caught by: the_first_answer_wins, an_error_asks_the_next_at_once: the first error ends the call
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
        let mut waiting = replicas.into_iter();
        let mut in_flight = FuturesUnordered::new();
        loop {
            in_flight.extend(waiting.next().map(|ask| ask()));
            let patience = if waiting.len() > 0 {
                delay
            } else {
                Duration::MAX
            };
            match timeout(patience, in_flight.next()).await {
                Ok(Some(result)) => {
                    return result.map_err(|error| HedgeError::AllFailed(vec![error]));
                }
                Ok(None) | Err(_) => {}
            }
        }
    };
    timeout(limit, asking)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}
