//! caught by: the_limit_is_reached: awaiting in the loop ends each fetch before the next one begins
use std::num::NonZeroUsize;

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
    let mut results = Vec::new();
    for url in urls {
        results.push(fetch(url).await);
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
    let _ = limit;
    let mut values = Vec::new();
    for url in urls {
        values.push(fetch(url).await?);
    }
    Ok(values)
}
