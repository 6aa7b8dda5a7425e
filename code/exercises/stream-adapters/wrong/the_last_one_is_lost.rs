//! caught by: debounce_gives_the_last_item_at_the_end: the question mark ends the stream, and the item that waits is dropped
use std::task::Poll;
use std::task::ready;
use std::time::Duration;

use futures::stream::{self, Stream, StreamExt};
use tokio::time::timeout;

pub fn dedup<S>(source: S) -> impl Stream<Item = S::Item>
where
    S: Stream,
    S::Item: PartialEq + Clone,
{
    let mut last: Option<S::Item> = None;
    let mut source = Box::pin(source.fuse());
    stream::poll_fn(move |cx| {
        loop {
            let item = ready!(source.as_mut().poll_next(cx));
            if item.is_none() || item != last {
                last = item.clone();
                return Poll::Ready(item);
            }
        }
    })
}

pub fn debounce<S: Stream>(source: S, quiet: Duration) -> impl Stream<Item = S::Item> {
    stream::unfold(Box::pin(source), move |mut source| async move {
        let mut newest = source.next().await?;
        loop {
            match timeout(quiet, source.next()).await {
                Ok(next) => newest = next?,
                Err(_) => return Some((newest, source)),
            }
        }
    })
    .fuse()
}

pub fn merge_sorted<A, B, T>(a: A, b: B) -> impl Stream<Item = T>
where
    A: Stream<Item = T>,
    B: Stream<Item = T>,
    T: Ord,
{
    let mut a = Box::pin(a.fuse());
    let mut b = Box::pin(b.fuse());
    let mut left = None;
    let mut right = None;
    stream::poll_fn(move |cx| {
        let mut pending = false;
        if left.is_none() {
            match a.as_mut().poll_next(cx) {
                Poll::Ready(item) => left = item,
                Poll::Pending => pending = true,
            }
        }
        if right.is_none() {
            match b.as_mut().poll_next(cx) {
                Poll::Ready(item) => right = item,
                Poll::Pending => pending = true,
            }
        }
        if pending {
            return Poll::Pending;
        }
        if left.is_some() && (right.is_none() || left <= right) {
            return Poll::Ready(left.take());
        }
        Poll::Ready(right.take())
    })
}
