//! caught by: an_end_is_an_end, an_ended_source_is_left_alone: after its end the source is asked again, and what it says then comes out
use std::future;
use std::task::Poll;
use std::time::Duration;

use futures::stream::{self, Stream, StreamExt};
use tokio::time::timeout;

pub fn dedup<S>(source: S) -> impl Stream<Item = S::Item>
where
    S: Stream,
    S::Item: PartialEq + Clone,
{
    let mut last: Option<S::Item> = None;
    source.filter_map(move |item| {
        let new = last.as_ref() != Some(&item);
        if new {
            last = Some(item.clone());
        }
        future::ready(new.then_some(item))
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
