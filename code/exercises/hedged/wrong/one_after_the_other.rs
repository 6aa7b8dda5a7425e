//! caught by: the_next_is_asked_after_the_delay, the_first_answer_wins: the next replica is asked only when the one before has failed
use std::time::Duration;

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
    let asking = async {
        let mut errors = Vec::new();
        let last = replicas.len() - 1;
        for (index, ask) in replicas.into_iter().enumerate() {
            match ask().await {
                Ok(answer) => return Ok(answer),
                Err(error) => errors.push(error),
            }
            if index < last {
                sleep(delay).await;
            }
        }
        Err(HedgeError::AllFailed(errors))
    };
    timeout(limit, asking)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}
