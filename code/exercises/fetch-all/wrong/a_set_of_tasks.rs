//! caught by: fetches_may_borrow, dropping_stops_everything: a JoinSet owns tasks, which can neither borrow nor be dropped at once
use std::num::NonZeroUsize;

use tokio::task::JoinSet;

pub async fn fetch_all<U, T: Send + 'static, E: Send + 'static, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>> + Send + 'static,
{
    let mut found: Vec<Option<Result<T, E>>> = urls.iter().map(|_| None).collect();
    let mut waiting = urls.into_iter().enumerate();
    let mut in_flight = JoinSet::new();
    loop {
        while in_flight.len() < limit.get()
            && let Some((index, url)) = waiting.next()
        {
            let fetching = fetch(url);
            in_flight.spawn(async move { (index, fetching.await) });
        }
        match in_flight.join_next().await {
            Some(Ok((index, result))) => found[index] = Some(result),
            Some(Err(error)) => std::panic::resume_unwind(error.into_panic()),
            None => break,
        }
    }
    found.into_iter().flatten().collect()
}

pub async fn try_fetch_all<U, T: Send + 'static, E: Send + 'static, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Result<Vec<T>, E>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>> + Send + 'static,
{
    let mut found: Vec<Option<T>> = urls.iter().map(|_| None).collect();
    let mut waiting = urls.into_iter().enumerate();
    let mut in_flight = JoinSet::new();
    loop {
        while in_flight.len() < limit.get()
            && let Some((index, url)) = waiting.next()
        {
            let fetching = fetch(url);
            in_flight.spawn(async move { (index, fetching.await) });
        }
        match in_flight.join_next().await {
            Some(Ok((index, result))) => found[index] = Some(result?),
            Some(Err(error)) => std::panic::resume_unwind(error.into_panic()),
            None => break,
        }
    }
    Ok(found.into_iter().flatten().collect())
}
