//! caught by: merge_waits_for_both_sides_at_once: an item comes out although the other side may still show a smaller one
use std::task::Poll;
use std::time::Duration;

use futures::{Stream, StreamExt, stream};
use tokio::time::timeout;

pub fn dedup<S>(source: S) -> impl Stream<Item = S::Item>
where
    S: Stream,
    S::Item: PartialEq + Clone,
{
    let mut last = None;
    source
        .filter_map(move |x| {
            let r = if last.as_ref() == Some(&x) {
                None
            } else {
                last = Some(x.clone());
                Some(x)
            };
            async move { r }
        })
        .fuse()
}
pub fn debounce<S: Stream>(source: S, quiet: Duration) -> impl Stream<Item = S::Item> {
    stream::unfold(Some(Box::pin(source)), move |s| async move {
        let mut s = s?;
        let mut n = s.next().await?;
        loop {
            match timeout(quiet, s.next()).await {
                Ok(Some(x)) => n = x,
                Ok(None) => return Some((n, None)),
                Err(_) => return Some((n, Some(s))),
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
    let mut a = Box::pin(a.peekable());
    let mut b = Box::pin(b.peekable());
    stream::poll_fn(move |cx| {
        let l = a.as_mut().poll_peek(cx);
        let r = b.as_mut().poll_peek(cx);
        let left = match (&l, &r) {
            (Poll::Ready(Some(l)), Poll::Ready(Some(r))) => l <= r,
            (Poll::Ready(Some(_)), _) => true,
            (Poll::Ready(None), Poll::Pending) | (Poll::Pending, Poll::Pending) => {
                return Poll::Pending;
            }
            _ => false,
        };
        if left {
            a.as_mut().poll_next(cx)
        } else {
            b.as_mut().poll_next(cx)
        }
    })
}
