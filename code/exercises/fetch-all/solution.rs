//! Many fetches, some of them at a time.

use std::convert::Infallible;
use std::num::NonZeroUsize;

use futures::StreamExt;
use futures::stream::FuturesUnordered;

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
    // A failure is a result like any other, so nothing can make this one give up.
    let never_failing = |url| {
        let fetching = fetch(url);
        async move { Ok::<_, Infallible>(fetching.await) }
    };
    match try_fetch_all(urls, limit, never_failing).await {
        Ok(results) => results,
    }
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
    let mut found: Vec<Option<T>> = urls.iter().map(|_| None).collect();
    let mut waiting = urls.into_iter().enumerate();
    // Owns the fetches: whoever leaves this function, by whichever door, cancels them.
    let mut in_flight = FuturesUnordered::new();
    loop {
        while in_flight.len() < limit.get()
            && let Some((index, url)) = waiting.next()
        {
            let fetching = fetch(url);
            in_flight.push(async move { (index, fetching.await) });
        }
        match in_flight.next().await {
            // Before a free place is filled again: after a failure nothing begins.
            Some((index, result)) => found[index] = Some(result?),
            None => break,
        }
    }
    let complete = found
        .into_iter()
        .map(|item| item.expect("no fetch is left"));
    Ok(complete.collect())
}
