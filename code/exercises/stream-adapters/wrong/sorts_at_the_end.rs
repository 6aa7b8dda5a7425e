//! caught by: merge_waits_for_both_sides_at_once, only_what_is_needed_is_kept, nothing_happens_unasked: it collects everything, sorts it, and only then gives the first item
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
    stream::once(async move {
        let (mut all, more): (Vec<T>, Vec<T>) = join!(a.collect(), b.collect());
        all.extend(more);
        all.sort();
        stream::iter(all)
    })
    .flatten()
    .fuse()
}
