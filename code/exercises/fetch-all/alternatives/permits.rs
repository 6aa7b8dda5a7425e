//! design: all futures at once, each waiting for a permit of a semaphore before it calls fetch
use std::num::NonZeroUsize;

use futures::future::join_all;
use tokio::sync::{Semaphore, mpsc};

pub async fn fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let permits = Semaphore::new(limit.get().min(urls.len()));
    join_all(urls.into_iter().map(async |url| {
        let _permit = permits.acquire().await.expect("nobody closes it");
        fetch(url).await
    }))
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
    let permits = Semaphore::new(limit.get().min(urls.len()));
    // The first failure goes through here; whoever has a permit after it finds the semaphore closed.
    let (failed, mut failures) = mpsc::unbounded_channel();
    let all = join_all(urls.into_iter().map(async |url| {
        let _permit = permits.acquire().await.ok()?;
        match fetch(url).await {
            Ok(value) => Some(value),
            Err(error) => {
                permits.close();
                let _ = failed.send(error);
                None
            }
        }
    }));
    tokio::select! {
        biased;
        values = all => match failures.try_recv() {
            Ok(error) => Err(error),
            Err(_) => Ok(values.into_iter().flatten().collect()),
        },
        Some(error) = failures.recv() => Err(error),
    }
}
