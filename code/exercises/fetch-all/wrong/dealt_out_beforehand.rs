//! caught by: a_slow_fetch_holds_up_nobody: each place has its own urls from the start, and those behind a slow fetch wait for it
use futures::future::{join_all, try_join_all};
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
    let count = limit.get().min(urls.len());
    let mut places: Vec<Vec<(usize, U)>> = (0..count).map(|_| Vec::new()).collect();
    for (index, url) in urls.into_iter().enumerate() {
        places[index % count].push((index, url));
    }
    let mut all: Vec<_> = join_all(places.into_iter().map(|place| async {
        let mut found = Vec::new();
        for (index, url) in place {
            found.push((index, fetch(url).await));
        }
        found
    }))
    .await
    .into_iter()
    .flatten()
    .collect();
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, found)| found).collect()
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
    let count = limit.get().min(urls.len());
    let mut places: Vec<Vec<(usize, U)>> = (0..count).map(|_| Vec::new()).collect();
    for (index, url) in urls.into_iter().enumerate() {
        places[index % count].push((index, url));
    }
    let fetch = &fetch;
    let mut all: Vec<_> = try_join_all(places.into_iter().map(|place| async move {
        let mut found = Vec::new();
        for (index, url) in place {
            found.push((index, fetch(url).await?));
        }
        Ok(found)
    }))
    .await?
    .into_iter()
    .flatten()
    .collect();
    all.sort_by_key(|(index, _)| *index);
    Ok(all.into_iter().map(|(_, found)| found).collect())
}
