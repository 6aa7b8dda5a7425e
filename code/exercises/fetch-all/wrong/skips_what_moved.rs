//! caught by: results_come_in_input_order, a_finished_fetch_is_noticed: after swap_remove the fetch that moved into the free place is not polled in this round, although its wake-up is used up

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
    let mut results = Vec::new();
    results.resize_with(urls.len(), || None);
    run(urls, limit, fetch, |index, result| {
        results[index] = Some(result);
        true
    })
    .await;
    results.into_iter().flatten().collect()
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
    values.resize_with(urls.len(), || None);
    let mut failure = None;
    run(urls, limit, fetch, |index, result| {
        match result {
            Ok(value) => values[index] = Some(value),
            Err(error) => failure = Some(error),
        }
        failure.is_none()
    })
    .await;
    match failure {
        Some(error) => Err(error),
        None => Ok(values.into_iter().flatten().collect()),
    }
}

/// Runs all the fetches and gives every end to `ended`, until that says no.
async fn run<U, Fut: Future>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: impl Fn(U) -> Fut,
    mut ended: impl FnMut(usize, Fut::Output) -> bool,
) {
    let mut urls = urls.into_iter().enumerate();
    let mut in_flight: Vec<(usize, Pin<Box<Fut>>)> = Vec::new();
    poll_fn(move |context| {
        loop {
            while in_flight.len() < limit.get() {
                let Some((index, url)) = urls.next() else {
                    break;
                };
                in_flight.push((index, Box::pin(fetch(url))));
            }
            let mut at = 0;
            while at < in_flight.len() {
                if let Poll::Ready(output) = in_flight[at].1.as_mut().poll(context) {
                    let (index, _) = in_flight.swap_remove(at);
                    if !ended(index, output) {
                        in_flight.clear();
                        return Poll::Ready(());
                    }
                }
                at += 1;
            }
            if in_flight.is_empty() && urls.len() == 0 {
                return Poll::Ready(());
            }
            let full = in_flight.len() == limit.get();
            if full || urls.len() == 0 {
                return Poll::Pending;
            }
        }
    })
    .await;
}
