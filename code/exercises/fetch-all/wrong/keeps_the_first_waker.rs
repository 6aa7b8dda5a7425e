//! caught by: who_polled_last_is_woken: the waker of the first poll is kept for ever, and a task that polls later is never woken

use std::collections::BTreeSet;
use std::future::poll_fn;
use std::mem;
use std::num::NonZeroUsize;
use std::ops::ControlFlow::{self, Break, Continue};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

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
    let _: ControlFlow<()> = run(urls, limit, fetch, |index, result| {
        results[index] = Some(result);
        Continue(())
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
    let end = run(urls, limit, fetch, |index, result| match result {
        Ok(value) => {
            values[index] = Some(value);
            Continue(())
        }
        Err(error) => Break(error),
    })
    .await;
    match end {
        Break(error) => Err(error),
        Continue(()) => Ok(values.into_iter().flatten().collect()),
    }
}

/// Which fetches have called, and whom to tell.
#[derive(Default)]
struct Calls {
    called: BTreeSet<usize>,
    task: Option<Waker>,
}

/// The waker of one fetch.
struct Call {
    index: usize,
    calls: Arc<Mutex<Calls>>,
}

impl Wake for Call {
    fn wake(self: Arc<Self>) {
        let task = {
            let mut calls = self.calls.lock().unwrap();
            calls.called.insert(self.index);
            calls.task.clone()
        };
        if let Some(task) = task {
            task.wake();
        }
    }
}

/// Runs all the fetches and gives every end to `ended`, until it breaks.
async fn run<U, Fut: Future, B>(
    urls: Vec<U>,
    limit: NonZeroUsize,
    fetch: impl Fn(U) -> Fut,
    mut ended: impl FnMut(usize, Fut::Output) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let calls = Arc::new(Mutex::new(Calls::default()));
    let mut urls = urls.into_iter().enumerate();
    let mut in_flight: Vec<(usize, Pin<Box<Fut>>, Waker)> = Vec::new();
    poll_fn(move |context: &mut Context<'_>| {
        loop {
            while in_flight.len() < limit.get() {
                let Some((index, url)) = urls.next() else {
                    break;
                };
                let waker = Waker::from(Arc::new(Call {
                    index,
                    calls: Arc::clone(&calls),
                }));
                in_flight.push((index, Box::pin(fetch(url)), waker));
                calls.lock().unwrap().called.insert(index);
            }
            if in_flight.is_empty() {
                return Poll::Ready(Continue(()));
            }
            let called = {
                let mut calls = calls.lock().unwrap();
                calls.task.get_or_insert_with(|| context.waker().clone());
                mem::take(&mut calls.called)
            };
            if called.is_empty() {
                return Poll::Pending;
            }
            for index in called {
                let Some(place) = in_flight.iter().position(|(other, ..)| *other == index) else {
                    continue;
                };
                let (_, fetching, waker) = &mut in_flight[place];
                let poll = fetching.as_mut().poll(&mut Context::from_waker(waker));
                if let Poll::Ready(output) = poll {
                    drop(in_flight.swap_remove(place));
                    if let Break(reason) = ended(index, output) {
                        in_flight.clear();
                        return Poll::Ready(Break(reason));
                    }
                }
            }
        }
    })
    .await
}
