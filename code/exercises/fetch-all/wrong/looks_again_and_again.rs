//! caught by: a_waiting_fetch_is_left_alone: all fetches are polled every ten milliseconds, whether or not anything has happened
use std::num::NonZeroUsize;
use std::pin::Pin;
use std::time::Duration;

use futures::FutureExt;
use tokio::time::sleep;

pub async fn fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut results: Vec<Option<Result<T, E>>> = urls.iter().map(|_| None).collect();
    let mut waiting = urls.into_iter().enumerate();
    let mut in_flight: Vec<(usize, Pin<Box<Fut>>)> = Vec::new();
    loop {
        while in_flight.len() < limit.get()
            && let Some((index, url)) = waiting.next()
        {
            in_flight.push((index, Box::pin(fetch(url))));
        }
        let before = in_flight.len();
        in_flight.retain_mut(|(index, fetching)| match fetching.now_or_never() {
            Some(result) => {
                results[*index] = Some(result);
                false
            }
            None => true,
        });
        if in_flight.is_empty() && waiting.len() == 0 {
            return results.into_iter().flatten().collect();
        }
        if in_flight.len() == before {
            sleep(Duration::from_millis(10)).await;
        }
    }
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
    let mut values: Vec<Option<T>> = urls.iter().map(|_| None).collect();
    let mut waiting = urls.into_iter().enumerate();
    let mut in_flight: Vec<(usize, Pin<Box<Fut>>)> = Vec::new();
    loop {
        while in_flight.len() < limit.get()
            && let Some((index, url)) = waiting.next()
        {
            in_flight.push((index, Box::pin(fetch(url))));
        }
        let mut ended = None;
        for (at, (_, fetching)) in in_flight.iter_mut().enumerate() {
            if let Some(result) = fetching.now_or_never() {
                ended = Some((at, result));
                break;
            }
        }
        match ended {
            Some((at, result)) => {
                let (index, _) = in_flight.remove(at);
                values[index] = Some(result?);
            }
            None if in_flight.is_empty() => return Ok(values.into_iter().flatten().collect()),
            None => sleep(Duration::from_millis(10)).await,
        }
    }
}
