//! design: a stream of futures with numbers, buffered in any order; sorted by number at the end
use std::num::NonZeroUsize;

use futures::stream;
use futures::{StreamExt, TryStreamExt};

pub async fn fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let numbered = urls.into_iter().enumerate().map(|(index, url)| {
        let fetching = fetch(url);
        async move { (index, fetching.await) }
    });
    let mut results: Vec<_> = stream::iter(numbered)
        .buffer_unordered(limit.get())
        .collect()
        .await;
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
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
    let numbered = urls.into_iter().enumerate().map(|(index, url)| {
        let fetching = fetch(url);
        async move { fetching.await.map(|value| (index, value)) }
    });
    let mut values: Vec<_> = stream::iter(numbered)
        .buffer_unordered(limit.get())
        .try_collect()
        .await?;
    values.sort_by_key(|(index, _)| *index);
    Ok(values.into_iter().map(|(_, value)| value).collect())
}
