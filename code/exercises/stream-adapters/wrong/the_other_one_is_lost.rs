//! caught by: merge_is_sorted: the item that is not chosen is dropped when the chosen side ends
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
    let a = Box::pin(a.fuse());
    let b = Box::pin(b.fuse());
    stream::unfold(
        (a, b, None, None),
        |(mut a, mut b, left, right)| async move {
            let left = match left {
                Some(item) => Some(item),
                None => a.next().await,
            };
            let right = match right {
                Some(item) => Some(item),
                None => b.next().await,
            };
            let (left, right) = (left?, right?);
            if left <= right {
                Some((left, (a, b, None, Some(right))))
            } else {
                Some((right, (a, b, Some(left), None)))
            }
        },
    )
    .fuse()
}
