//! caught by: dropping_stops_everything, requests_may_borrow, the_losers_are_cancelled: spawned requests go on when their handles are dropped
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

pub async fn hedged<T: Send + 'static, E: Send + 'static, F, Fut>(
    replicas: Vec<F>,
    delay: Duration,
    limit: Duration,
) -> Result<T, HedgeError<E>>
where
    F: FnOnce() -> Fut,
    Fut: Future<Output = Result<T, E>> + Send + 'static,
{
    if replicas.is_empty() {
        return Err(HedgeError::Empty);
    }
    let asking = async {
        let mut errors: Vec<Option<E>> = replicas.iter().map(|_| None).collect();
        let mut waiting = replicas.into_iter().enumerate();
        let mut tasks = FuturesUnordered::new();
        loop {
            if let Some((index, ask)) = waiting.next() {
                let asking = ask();
                tasks.push(tokio::spawn(async move { (index, asking.await) }));
            }
            let patience = if waiting.len() > 0 {
                delay
            } else {
                Duration::MAX
            };
            match timeout(patience, tasks.next()).await {
                Ok(Some(Ok((_, Ok(answer))))) => return Ok(answer),
                Ok(Some(Ok((index, Err(error))))) => errors[index] = Some(error),
                Ok(Some(Err(error))) => std::panic::resume_unwind(error.into_panic()),
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
