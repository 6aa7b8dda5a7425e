//! caught by: merge_waits_for_both_sides_at_once: it waits for the second side only when the first has shown its item
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
    stream::unfold(Some(Box::pin(source)), move |state| async move {
        let mut source = state?;
        let mut newest = source.next().await?;
        loop {
            match timeout(quiet, source.next()).await {
                Ok(Some(item)) => newest = item,
                Ok(None) => return Some((newest, None)),
                Err(_) => return Some((newest, Some(source))),
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
    let sides = (Box::pin(a.peekable()), Box::pin(b.peekable()));
    stream::unfold(sides, |(mut a, mut b)| async move {
        let left = a.as_mut().peek().await;
        let right = b.as_mut().peek().await;
        let a_first = match (left, right) {
            (Some(left), Some(right)) => left <= right,
            (left, _) => left.is_some(),
        };
        let item = if a_first {
            a.next().await
        } else {
            b.next().await
        };
        Some((item?, (a, b)))
    })
    .fuse()
}
