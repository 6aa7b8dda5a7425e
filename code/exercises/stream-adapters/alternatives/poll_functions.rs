//! design: stream::poll_fn over captured state; the silence is a race of the next item and a timer
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use futures::future::FusedFuture;
use futures::stream::{FusedStream, Stream, StreamExt, poll_fn};
use futures::{FutureExt, future::Fuse};
use tokio::time::{Sleep, sleep};

pub fn dedup<S>(source: S) -> impl Stream<Item = S::Item>
where
    S: Stream,
    S::Item: PartialEq + Clone,
{
    let mut source = Box::pin(source.fuse());
    let mut before: Option<S::Item> = None;
    poll_fn(move |context| {
        loop {
            match source.as_mut().poll_next(context) {
                Poll::Ready(Some(item)) if before.as_ref() == Some(&item) => continue,
                Poll::Ready(Some(item)) => before = Some(item.clone()),
                other => return other,
            }
            return Poll::Ready(before.clone());
        }
    })
}

pub fn debounce<S: Stream>(source: S, quiet: Duration) -> impl Stream<Item = S::Item> {
    let mut source = Box::pin(source.fuse());
    let mut newest = None;
    let mut silence: Pin<Box<Fuse<Sleep>>> = Box::pin(Fuse::terminated());
    poll_fn(move |context| {
        while let Poll::Ready(Some(item)) = source.as_mut().poll_next(context) {
            newest = Some(item);
            silence.set(sleep(quiet).fuse());
        }
        if source.is_terminated() {
            return Poll::Ready(newest.take());
        }
        if !silence.is_terminated() && silence.as_mut().poll(context).is_ready() {
            return Poll::Ready(newest.take());
        }
        Poll::Pending
    })
}

pub fn merge_sorted<A, B, T>(a: A, b: B) -> impl Stream<Item = T>
where
    A: Stream<Item = T>,
    B: Stream<Item = T>,
    T: Ord,
{
    let mut a = Box::pin(a.peekable());
    let mut b = Box::pin(b.peekable());
    poll_fn(move |context| {
        let left = a.as_mut().poll_peek(context).map(|item| item.is_some());
        let right = b.as_mut().poll_peek(context).map(|item| item.is_some());
        let (Poll::Ready(left), Poll::Ready(right)) = (left, right) else {
            return Poll::Pending;
        };
        let b_is_smaller = left && right && {
            let Poll::Ready(Some(left)) = a.as_mut().poll_peek(context) else {
                return Poll::Pending;
            };
            let Poll::Ready(Some(right)) = b.as_mut().poll_peek(context) else {
                return Poll::Pending;
            };
            right < left
        };
        if left && !b_is_smaller {
            a.as_mut().poll_next(context)
        } else {
            b.as_mut().poll_next(context)
        }
    })
}
