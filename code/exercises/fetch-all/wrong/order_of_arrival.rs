//! caught by: results_come_in_input_order: buffer_unordered yields the results as they come
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
        .buffer_unordered(limit.get())
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
        .buffer_unordered(limit.get())
        .try_collect()
        .await
}
