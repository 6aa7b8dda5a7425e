//! caught by: any_number_of_replicas_works: the failures are bits of one number, and the 65th replica has none
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
    let count = replicas.len();
    let asking = async {
        let mut failed = 0u64;
        let mut errors: Vec<(usize, E)> = Vec::new();
        let mut waiting = replicas.into_iter().enumerate();
        let mut in_flight = FuturesUnordered::new();
        loop {
            if let Some((index, ask)) = waiting.next() {
                let asking = ask();
                in_flight.push(async move { (index, asking.await) });
            }
            let patience = if waiting.len() > 0 {
                delay
            } else {
                Duration::MAX
            };
            match timeout(patience, in_flight.next()).await {
                Ok(Some((_, Ok(answer)))) => return Ok(answer),
                Ok(Some((index, Err(error)))) => {
                    failed |= 1 << index;
                    errors.push((index, error));
                }
                Ok(None) | Err(_) => {}
            }
            if failed.count_ones() as usize == count {
                errors.sort_by_key(|(index, _)| *index);
                return Err(HedgeError::AllFailed(
                    errors.into_iter().map(|(_, error)| error).collect(),
                ));
            }
        }
    };
    timeout(limit, asking)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}
