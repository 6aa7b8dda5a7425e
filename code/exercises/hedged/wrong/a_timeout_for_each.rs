//! caught by: a_slow_replica_may_still_win: the timeout drops the request when it asks the next replica
use std::time::Duration;

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
        let mut replicas = replicas.into_iter();
        while let Some(ask) = replicas.next() {
            let delay = if replicas.len() == 0 { limit } else { delay };
            match timeout(delay, ask()).await {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(error)) => errors.push(error),
                Err(_) => {}
            }
        }
        Err(HedgeError::AllFailed(errors))
    };
    timeout(limit, asking)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}
