//! caught by: fetches_begin_in_input_order: `pop` takes the last url first
use std::num::NonZeroUsize;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

pub async fn fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut results: Vec<Option<Result<T, E>>> = urls.iter().map(|_| None).collect();
    let mut waiting: Vec<_> = urls.into_iter().enumerate().collect();
    let mut in_flight = FuturesUnordered::new();
    loop {
        while in_flight.len() < limit.get()
            && let Some((index, url)) = waiting.pop()
        {
            let fetching = fetch(url);
            in_flight.push(async move { (index, fetching.await) });
        }
        match in_flight.next().await {
            Some((index, result)) => results[index] = Some(result),
            None => break,
        }
    }
    results.into_iter().flatten().collect()
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
    let mut values: Vec<Option<T>> = urls.iter().map(|_| None).collect();
    let mut waiting: Vec<_> = urls.into_iter().enumerate().collect();
    let mut in_flight = FuturesUnordered::new();
    loop {
        while in_flight.len() < limit.get()
            && let Some((index, url)) = waiting.pop()
        {
            let fetching = fetch(url);
            in_flight.push(async move { (index, fetching.await) });
        }
        match in_flight.next().await {
            Some((index, result)) => values[index] = Some(result?),
            None => break,
        }
    }
    Ok(values.into_iter().flatten().collect())
}
