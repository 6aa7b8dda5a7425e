//! caught by: never_more_in_flight_than_the_limit: fetch is called for every url at once, and only the waiting has a permit
use std::num::NonZeroUsize;

use futures::future::{join_all, try_join_all};
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
    let permits = &Semaphore::new(limit.get().min(urls.len()));
    let limited = urls.into_iter().map(|url| {
        let fetching = fetch(url);
        async move {
            let _permit = permits.acquire().await.unwrap();
            fetching.await
        }
    });
    join_all(limited).await
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
    let permits = &Semaphore::new(limit.get().min(urls.len()));
    let limited = urls.into_iter().map(|url| {
        let fetching = fetch(url);
        async move {
            let _permit = permits.acquire().await.unwrap();
            fetching.await
        }
    });
    try_join_all(limited).await
}
