//! caught by: a_slow_fetch_holds_up_nobody: `buffered` keeps the order by counting the finished fetches behind a slow one as in flight
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
    stream::iter(urls)
        .map(fetch)
        .buffered(limit.get())
        .collect()
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
    stream::iter(urls)
        .map(fetch)
        .buffered(limit.get())
        .try_collect()
        .await
}
