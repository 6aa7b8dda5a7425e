//! caught by: requests_may_borrow, dropping_stops_everything: tasks can neither borrow nor be gone at once, however carefully they are aborted
use std::time::Duration;

use tokio::task::JoinSet;
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
    let mut tasks = JoinSet::new();
    let asking = async {
        let mut errors: Vec<Option<E>> = replicas.iter().map(|_| None).collect();
        let mut waiting = replicas.into_iter().enumerate();
        loop {
            if let Some((index, ask)) = waiting.next() {
                let asking = ask();
                tasks.spawn(async move { (index, asking.await) });
            }
            let patience = if waiting.len() > 0 {
                delay
            } else {
                Duration::MAX
            };
            match timeout(patience, tasks.join_next()).await {
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
    let outcome = timeout(limit, asking)
        .await
        .unwrap_or(Err(HedgeError::TimedOut));
    tasks.shutdown().await;
    outcome
}
