//! caught by: any_limit_works: room for `limit` fetches is allocated up front
use std::num::NonZeroUsize;

use futures::future::select_all;

pub async fn fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut results: Vec<_> = urls.iter().map(|_| None).collect();
    let mut waiting = urls.into_iter().enumerate();
    let mut in_flight = Vec::with_capacity(limit.get());
    loop {
        while in_flight.len() < limit.get()
            && let Some((index, url)) = waiting.next()
        {
            let fetching = fetch(url);
            in_flight.push(Box::pin(async move { (index, fetching.await) }));
        }
        if in_flight.is_empty() {
            return results.into_iter().flatten().collect();
        }
        let ((index, result), _, rest) = select_all(in_flight).await;
        results[index] = Some(result);
        in_flight = rest;
    }
}

pub async fn try_fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Result<Vec<T>, E>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut values: Vec<_> = urls.iter().map(|_| None).collect();
    let mut waiting = urls.into_iter().enumerate();
    let mut in_flight = Vec::with_capacity(limit.get());
    loop {
        while in_flight.len() < limit.get()
            && let Some((index, url)) = waiting.next()
        {
            let fetching = fetch(url);
            in_flight.push(Box::pin(async move { (index, fetching.await) }));
        }
        if in_flight.is_empty() {
            return Ok(values.into_iter().flatten().collect());
        }
        let ((index, result), _, rest) = select_all(in_flight).await;
        values[index] = Some(result?);
        in_flight = rest;
    }
}
