//! caught by: any_duration_works: adding the greatest duration to the present overflows, and panics
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::{Instant, timeout, timeout_at};

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
    let deadline = Instant::now() + limit;
    let asking = async {
        let mut errors: Vec<Option<E>> = replicas.iter().map(|_| None).collect();
        let mut waiting = replicas.into_iter().enumerate();
        let mut in_flight = FuturesUnordered::new();
        loop {
            if let Some((index, ask)) = waiting.next() {
                let asking = ask();
                in_flight.push(async move { (index, asking.await) });
            }
            let news = if waiting.len() > 0 {
                match timeout(delay, in_flight.next()).await {
                    Ok(news) => news,
                    Err(_) => continue,
                }
            } else {
                in_flight.next().await
            };
            match news {
                Some((_, Ok(answer))) => return Ok(answer),
                Some((index, Err(error))) => errors[index] = Some(error),
                None => {
                    return Err(HedgeError::AllFailed(
                        errors.into_iter().flatten().collect(),
                    ));
                }
            }
        }
    };
    timeout_at(deadline, asking)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}
