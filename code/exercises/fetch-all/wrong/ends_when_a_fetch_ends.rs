//! caught by: any_number_of_urls_works: whether all is done is asked when a fetch has ended, and without urls none ever does

use std::future::poll_fn;
use std::num::NonZeroUsize;
use std::pin::Pin;
use std::task::{Context, Poll};

pub async fn fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let count = urls.len();
    let mut slots = Slots {
        urls: urls.into_iter().enumerate(),
        fetch: &fetch,
        slots: Vec::new(),
        limit: limit.get(),
        left: count,
    };
    let mut results: Vec<_> = (0..count).map(|_| None).collect();
    loop {
        let (number, result) = poll_fn(|context| slots.poll_next(context)).await;
        results[number] = Some(result);
        if slots.left == 0 {
            break;
        }
    }
    results
        .into_iter()
        .map(|result| result.expect("every fetch ended"))
        .collect()
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
    let count = urls.len();
    let mut slots = Slots {
        urls: urls.into_iter().enumerate(),
        fetch: &fetch,
        slots: Vec::new(),
        limit: limit.get(),
        left: count,
    };
    let mut values: Vec<_> = (0..count).map(|_| None).collect();
    loop {
        let (number, result) = poll_fn(|context| slots.poll_next(context)).await;
        values[number] = Some(result?);
        if slots.left == 0 {
            break;
        }
    }
    Ok(values
        .into_iter()
        .map(|value| value.expect("every fetch ended"))
        .collect())
}

/// As many slots as may be in flight; each holds a fetch with the number of its url.
struct Slots<'a, U, Fut, F> {
    urls: std::iter::Enumerate<std::vec::IntoIter<U>>,
    fetch: &'a F,
    slots: Vec<(usize, Pin<Box<Fut>>)>,
    limit: usize,
    left: usize,
}

impl<U, Fut: Future, F: Fn(U) -> Fut> Slots<'_, U, Fut, F> {
    /// The next fetch that ends, with its number; there must be one.
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<(usize, Fut::Output)> {
        let mut at = 0;
        loop {
            if at == self.slots.len() {
                if at == self.limit {
                    return Poll::Pending;
                }
                match self.urls.next() {
                    Some((number, url)) => self.slots.push((number, Box::pin((self.fetch)(url)))),
                    None => return Poll::Pending,
                }
            }
            let (number, fetching) = &mut self.slots[at];
            if let Poll::Ready(output) = fetching.as_mut().poll(context) {
                let number = *number;
                self.left -= 1;
                drop(self.slots.remove(at));
                return Poll::Ready((number, output));
            }
            at += 1;
        }
    }
}
