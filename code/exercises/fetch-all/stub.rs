//! Many fetches, some of them at a time.

use std::num::NonZeroUsize;

/// Fetches all of `urls`, at most `limit` at a time. The results are in the order of `urls`.
///
/// A failure disturbs no other fetch. Dropping the future stops everything.
pub async fn fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let _ = (urls, limit, fetch);
    todo!("fetch everything, at most so many at a time, and give back every result")
}

/// Fetches all of `urls`, at most `limit` at a time, and gives up at the first failure.
///
/// The fetches that are in flight then are cancelled, and no other one begins.
pub async fn try_fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Result<Vec<T>, E>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let _ = (urls, limit, fetch);
    todo!("the same, and give up at the first failure")
}
