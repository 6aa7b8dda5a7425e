//! caught by: an_error_asks_the_next_at_once: after an error it waits for the end of the delay all the same
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::{sleep, timeout};

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
    let count = replicas.len();
    let asking = async {
        let mut errors: Vec<Option<E>> = (0..count).map(|_| None).collect();
        let mut in_flight = FuturesUnordered::new();
        for (index, ask) in replicas.into_iter().enumerate() {
            let request = ask();
            in_flight.push(async move { (index, request.await) });
            let pause = sleep(delay);
            tokio::pin!(pause);
            loop {
                tokio::select! {
                    biased;
                    Some((index, result)) = in_flight.next() => match result {
                        Ok(answer) => return Ok(answer),
                        Err(error) => errors[index] = Some(error),
                    },
                    _ = &mut pause, if index + 1 < count => break,
                    else => break,
                }
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
