//! caught by: results_come_in_input_order: a fetch that takes a free place is not polled in the round in which it begins, so nothing ever wakes the task for it
use std::future::poll_fn;
use std::num::NonZeroUsize;
use std::pin::Pin;
use std::task::Poll;

pub async fn fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut found: Vec<Option<Result<T, E>>> = urls.iter().map(|_| None).collect();
    let mut waiting = urls.into_iter().enumerate();
    let mut in_flight: Vec<(usize, Pin<Box<Fut>>)> = Vec::new();
    poll_fn(|context| {
        while in_flight.len() < limit.get() {
            let Some((index, url)) = waiting.next() else {
                break;
            };
            in_flight.push((index, Box::pin(fetch(url))));
        }
        in_flight.retain_mut(|(index, fetching)| match fetching.as_mut().poll(context) {
            Poll::Ready(result) => {
                found[*index] = Some(result);
                false
            }
            Poll::Pending => true,
        });
        if in_flight.is_empty() && waiting.len() == 0 {
            return Poll::Ready(());
        }
        Poll::Pending
    })
    .await;
    found.into_iter().flatten().collect()
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
    let mut found: Vec<Option<T>> = urls.iter().map(|_| None).collect();
    let mut waiting = urls.into_iter().enumerate();
    let mut in_flight: Vec<(usize, Pin<Box<Fut>>)> = Vec::new();
    poll_fn(|context| {
        while in_flight.len() < limit.get() {
            let Some((index, url)) = waiting.next() else {
                break;
            };
            in_flight.push((index, Box::pin(fetch(url))));
        }
        let mut failed = None;
        in_flight.retain_mut(|(index, fetching)| match fetching.as_mut().poll(context) {
            Poll::Ready(Ok(result)) => {
                found[*index] = Some(result);
                false
            }
            Poll::Ready(Err(error)) => {
                failed = Some(error);
                false
            }
            Poll::Pending => true,
        });
        if let Some(error) = failed {
            return Poll::Ready(Err(error));
        }
        if in_flight.is_empty() && waiting.len() == 0 {
            return Poll::Ready(Ok(()));
        }
        Poll::Pending
    })
    .await?;
    Ok(found.into_iter().flatten().collect())
}
