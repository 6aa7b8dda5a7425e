//! caught by: a_finished_fetch_is_noticed: a fetch that is woken while it is polled loses that wake-up, because the flag is cleared after the poll
use std::future::poll_fn;
use std::iter::Enumerate;
use std::num::NonZeroUsize;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::vec::IntoIter;

pub async fn fetch_all<U, T, E, F, Fut>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: F,
) -> Vec<Result<T, E>>
where
    F: Fn(U) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut results: Vec<_> = urls.iter().map(|_| None).collect();
    let mut fetches = Fetches::new(urls, limit, fetch);
    while let Some((index, result)) = fetches.next().await {
        results[index] = Some(result);
    }
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
    let mut values: Vec<_> = urls.iter().map(|_| None).collect();
    let mut fetches = Fetches::new(urls, limit, fetch);
    while let Some((index, result)) = fetches.next().await {
        values[index] = Some(result?);
    }
    Ok(values.into_iter().flatten().collect())
}

/// One fetch and the flag that says whether it is worth a poll.
struct Place<Fut> {
    index: usize,
    fetching: Pin<Box<Fut>>,
    bell: Arc<Bell>,
}

/// Rung when its fetch can go on; rings the outer bell as well.
struct Bell {
    rung: AtomicBool,
    outer: Mutex<Waker>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::SeqCst);
        let outer = self.outer.lock().unwrap().clone();
        outer.wake();
    }
}

struct Fetches<U, F, Fut> {
    waiting: Enumerate<IntoIter<U>>,
    limit: usize,
    fetch: F,
    places: Vec<Place<Fut>>,
}

impl<U, F, Fut> Fetches<U, F, Fut>
where
    F: Fn(U) -> Fut,
    Fut: Future,
{
    fn new(urls: Vec<U>, limit: NonZeroUsize, fetch: F) -> Self {
        Self {
            waiting: urls.into_iter().enumerate(),
            limit: limit.get(),
            fetch,
            places: Vec::new(),
        }
    }

    /// The next fetch to end.
    async fn next(&mut self) -> Option<(usize, Fut::Output)> {
        poll_fn(|context| self.poll_next(context)).await
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<(usize, Fut::Output)>> {
        while self.places.len() < self.limit
            && let Some((index, url)) = self.waiting.next()
        {
            self.places.push(Place {
                index,
                fetching: Box::pin((self.fetch)(url)),
                bell: Arc::new(Bell {
                    rung: AtomicBool::new(true),
                    outer: Mutex::new(context.waker().clone()),
                }),
            });
        }
        if self.places.is_empty() {
            return Poll::Ready(None);
        }
        for at in 0..self.places.len() {
            let place = &mut self.places[at];
            place.bell.outer.lock().unwrap().clone_from(context.waker());
            if !place.bell.rung.load(Ordering::SeqCst) {
                continue;
            }
            let waker = Waker::from(Arc::clone(&place.bell));
            if let Poll::Ready(output) = place
                .fetching
                .as_mut()
                .poll(&mut Context::from_waker(&waker))
            {
                let index = self.places.remove(at).index;
                return Poll::Ready(Some((index, output)));
            }
            place.bell.rung.store(false, Ordering::SeqCst);
        }
        Poll::Pending
    }
}
