//! design: as many workers as places on one task, which take their urls from one shared iterator
use std::cell::RefCell;
use std::num::NonZeroUsize;

use futures::TryStreamExt;
use futures::future::join_all;
use futures::stream::FuturesUnordered;

pub async fn fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let workers = limit.get().min(urls.len());
    let results = RefCell::new(urls.iter().map(|_| None).collect::<Vec<_>>());
    let waiting = RefCell::new(urls.into_iter().enumerate());
    join_all((0..workers).map(|_| async {
        loop {
            let next = waiting.borrow_mut().next();
            let Some((index, url)) = next else { break };
            let result = fetch(url).await;
            results.borrow_mut()[index] = Some(result);
        }
    }))
    .await;
    results.into_inner().into_iter().flatten().collect()
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
    let workers = limit.get().min(urls.len());
    let values = RefCell::new(urls.iter().map(|_| None).collect::<Vec<_>>());
    let waiting = RefCell::new(urls.into_iter().enumerate());
    let all: FuturesUnordered<_> = (0..workers)
        .map(|_| async {
            loop {
                let next = waiting.borrow_mut().next();
                let Some((index, url)) = next else {
                    return Ok(());
                };
                let value = fetch(url).await?;
                values.borrow_mut()[index] = Some(value);
            }
        })
        .collect();
    all.try_collect::<Vec<()>>().await?;
    Ok(values.into_inner().into_iter().flatten().collect())
}
