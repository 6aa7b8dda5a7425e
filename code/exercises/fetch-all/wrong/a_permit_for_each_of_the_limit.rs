//! caught by: any_limit_works: a semaphore of tokio holds no more than an eighth of usize::MAX, and panics
use std::num::NonZeroUsize;

use futures::StreamExt;
use futures::future::join_all;
use futures::stream::FuturesUnordered;
use tokio::sync::Semaphore;

pub async fn fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let permits = Semaphore::new(limit.get());
    join_all(urls.into_iter().map(async |url| {
        let _permit = permits.acquire().await.unwrap();
        fetch(url).await
    }))
    .await
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
    let mut waiting = urls.into_iter().enumerate();
    let mut in_flight = FuturesUnordered::new();
    loop {
        while in_flight.len() < limit.get()
            && let Some((index, url)) = waiting.next()
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
