//! caught by: merge_waits_for_both_sides_at_once: it waits for the next of the side that was chosen before it gives the chosen item
use std::task::Poll;
use std::task::ready;
use std::time::Duration;

use futures::join;
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
    stream::unfold(
        (Box::pin(a.fuse()), Box::pin(b.fuse()), None),
        |(mut a, mut b, heads)| async move {
            let (left, right) = match heads {
                Some(heads) => heads,
                None => join!(a.next(), b.next()),
            };
            match (left, right) {
                (Some(left), Some(right)) if left <= right => {
                    let next = a.next().await;
                    Some((left, (a, b, Some((next, Some(right))))))
                }
                (left, Some(right)) => {
                    let next = b.next().await;
                    Some((right, (a, b, Some((left, next)))))
                }
                (Some(left), None) => {
                    let next = a.next().await;
                    Some((left, (a, b, Some((next, None)))))
                }
                (None, None) => None,
            }
        },
    )
    .fuse()
}
