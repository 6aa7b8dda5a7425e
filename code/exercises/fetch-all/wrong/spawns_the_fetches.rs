//! caught by: dropping_stops_everything: spawned tasks go on when their handles are dropped
use std::num::NonZeroUsize;

use futures::stream::FuturesUnordered;
use futures::{StreamExt, TryStreamExt};

pub async fn fetch_all<U, T: Send + 'static, E: Send + 'static, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>> + Send + 'static,
{
    let mut results: Vec<Option<Result<T, E>>> = urls.iter().map(|_| None).collect();
    let mut waiting = urls.into_iter().enumerate();
    let mut in_flight = FuturesUnordered::new();
    loop {
        while in_flight.len() < limit.get()
            && let Some((index, url)) = waiting.next()
        {
            let fetching = fetch(url);
            in_flight.push(tokio::spawn(async move { (index, fetching.await) }));
        }
        match in_flight.next().await {
            Some(Ok((index, result))) => results[index] = Some(result),
            Some(Err(error)) => std::panic::resume_unwind(error.into_panic()),
            None => break,
        }
    }
    results.into_iter().flatten().collect()
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
    let mut values: Vec<Option<T>> = urls.iter().map(|_| None).collect();
    let mut waiting = urls.into_iter().enumerate();
    let mut in_flight = FuturesUnordered::new();
    loop {
        while in_flight.len() < limit.get()
            && let Some((index, url)) = waiting.next()
        {
            let fetching = fetch(url);
            in_flight.push(tokio::spawn(async move { (index, fetching.await) }));
        }
        match in_flight.try_next().await {
            Ok(Some((index, result))) => values[index] = Some(result?),
            Ok(None) => break,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
    Ok(values.into_iter().flatten().collect())
}
