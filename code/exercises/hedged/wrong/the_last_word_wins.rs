//! caught by: the_first_answer_wins, the_next_is_asked_after_the_delay: it goes on until every replica was asked, and only then listens
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
    let asking = async {
        let requests = FuturesUnordered::new();
        for (index, ask) in replicas.into_iter().enumerate() {
            if index > 0 {
                sleep(delay).await;
            }
            let asking = ask();
            requests.push(Box::pin(async move { (index, asking.await) }));
        }
        let mut errors: Vec<(usize, E)> = Vec::new();
        let mut requests = requests;
        while let Some((index, result)) = requests.next().await {
            match result {
                Ok(answer) => return Ok(answer),
                Err(error) => errors.push((index, error)),
            }
        }
        errors.sort_by_key(|(index, _)| *index);
        Err(HedgeError::AllFailed(
            errors.into_iter().map(|(_, error)| error).collect(),
        ))
    };
    timeout(limit, asking)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}
