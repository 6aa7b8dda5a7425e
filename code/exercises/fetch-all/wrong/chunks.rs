//! caught by: a_slow_fetch_holds_up_nobody: the next chunk waits for the slowest fetch of the one before
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
    let mut results = Vec::new();
    let mut urls = urls.into_iter().peekable();
    while urls.peek().is_some() {
        results.extend(join_all(urls.by_ref().take(limit.get()).map(&fetch)).await);
    }
    results
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
    let mut values = Vec::new();
    let mut urls = urls.into_iter().peekable();
    while urls.peek().is_some() {
        values.extend(try_join_all(urls.by_ref().take(limit.get()).map(&fetch)).await?);
    }
    Ok(values)
}
