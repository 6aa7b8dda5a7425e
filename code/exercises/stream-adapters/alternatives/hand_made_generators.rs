//! design: generators made by hand: a coroutine that puts each item into a slot and waits there until it was taken
use std::cell::RefCell;
use std::future::poll_fn as poll_once;
use std::mem;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use futures::FutureExt;
use futures::future::FusedFuture;
use futures::stream::{Stream, StreamExt, poll_fn};
use tokio::time::sleep;

pub fn dedup<S>(source: S) -> impl Stream<Item = S::Item>
where
    S: Stream,
    S::Item: PartialEq + Clone,
{
    generator(async move |out: Emit<S::Item>| {
        let mut source = pin!(source);
        let mut last = None;
        while let Some(item) = source.next().await {
            if last.as_ref() == Some(&item) {
                continue;
            }
            last = Some(item.clone());
            out.emit(item).await;
        }
    })
}

pub fn debounce<S: Stream>(source: S, quiet: Duration) -> impl Stream<Item = S::Item> {
    generator(async move |out: Emit<S::Item>| {
        let mut source = pin!(source);
        'items: while let Some(mut newest) = source.next().await {
            let mut silence = pin!(sleep(quiet));
            loop {
                tokio::select! {
                    biased;
                    next = source.next() => match next {
                        Some(newer) => {
                            newest = newer;
                            silence.set(sleep(quiet));
                        }
                        None => {
                            out.emit(newest).await;
                            return;
                        }
                    },
                    () = silence.as_mut() => {
                        out.emit(newest).await;
                        continue 'items;
                    }
                }
            }
        }
    })
}

pub fn merge_sorted<A, B, T>(a: A, b: B) -> impl Stream<Item = T>
where
    A: Stream<Item = T>,
    B: Stream<Item = T>,
    T: Ord,
{
    generator(async move |out: Emit<T>| {
        let mut a = pin!(a);
        let mut b = pin!(b);
        let (mut left, mut right) = futures::join!(a.next(), b.next());
        loop {
            match (left, right) {
                (Some(x), Some(y)) if x <= y => {
                    right = Some(y);
                    out.emit(x).await;
                    left = a.next().await;
                }
                (x, Some(y)) => {
                    left = x;
                    out.emit(y).await;
                    right = b.next().await;
                }
                (Some(x), None) => {
                    right = None;
                    out.emit(x).await;
                    left = a.next().await;
                }
                (None, None) => return,
            }
        }
    })
}

/// A stream from a coroutine that puts items into a slot.
fn generator<T, F: Future<Output = ()>>(make: impl FnOnce(Emit<T>) -> F) -> impl Stream<Item = T> {
    let slot = Rc::new(RefCell::new(None));
    let mut coroutine = Box::pin(make(Emit(slot.clone())).fuse());
    poll_fn(move |context| {
        let ended = coroutine.as_mut().poll(context).is_ready();
        match slot.borrow_mut().take() {
            Some(item) => Poll::Ready(Some(item)),
            None if ended || coroutine.is_terminated() => Poll::Ready(None),
            None => Poll::Pending,
        }
    })
}

struct Emit<T>(Rc<RefCell<Option<T>>>);

impl<T> Emit<T> {
    async fn emit(&self, item: T) {
        *self.0.borrow_mut() = Some(item);
        let mut first = true;
        poll_once(move |_| {
            if mem::take(&mut first) {
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
        .await
    }
}
