//! caught by: never_more_in_flight_than_the_limit: join_all begins everything at once
use std::num::NonZeroUsize;

use futures::future::{join_all, try_join_all};

pub async fn fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let _ = limit;
    join_all(urls.into_iter().map(fetch)).await
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
    let _ = limit;
    try_join_all(urls.into_iter().map(fetch)).await
}
