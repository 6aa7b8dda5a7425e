//! Three streams made of other streams.

use std::future::ready;
use std::time::Duration;

use futures::join;
use futures::stream::{Stream, StreamExt, unfold};
use tokio::time::timeout;

/// Items that are equal to the one before them are left out.
///
/// The first of several equal ones comes out, as soon as it is there.
pub fn dedup<S>(source: S) -> impl Stream<Item = S::Item>
where
    S: Stream,
    S::Item: PartialEq + Clone,
{
    let mut before = None;
    source
        .filter_map(move |item| {
            let is_new = before.as_ref() != Some(&item);
            ready(is_new.then(|| {
                before = Some(item.clone());
                item
            }))
        })
        // Asks nothing of a source that has ended.
        .fuse()
}

/// The newest item, each time that the source has been silent for `quiet`, and at its end.
///
/// # Panics
/// When it is polled outside a runtime whose clock is enabled.
pub fn debounce<S: Stream>(source: S, quiet: Duration) -> impl Stream<Item = S::Item> {
    unfold(Some(Box::pin(source)), move |source| async move {
        // `None` after the last item, for which nobody waits any more.
        let mut source = source?;
        let mut newest = source.next().await?;
        loop {
            // Each item begins the silence anew. Losing `next` loses no item.
            match timeout(quiet, source.next()).await {
                Ok(Some(item)) => newest = item,
                Ok(None) => return Some((newest, None)),
                Err(_) => return Some((newest, Some(source))),
            }
        }
    })
    .fuse()
}

/// All items of two sorted streams, sorted. Of equal ones, those of `a` come first.
pub fn merge_sorted<A, B, T>(a: A, b: B) -> impl Stream<Item = T>
where
    A: Stream<Item = T>,
    B: Stream<Item = T>,
    T: Ord,
{
    // Peekable remembers an item that was looked at, and an end.
    let sides = (Box::pin(a.peekable()), Box::pin(b.peekable()));
    unfold(sides, |(mut a, mut b)| async move {
        // Both at once: two slow sides take as long as the slower one.
        let a_is_next = match join!(a.as_mut().peek(), b.as_mut().peek()) {
            (Some(left), Some(right)) => left <= right,
            (left, _) => left.is_some(),
        };
        let item = if a_is_next {
            a.next().await
        } else {
            b.next().await
        };
        Some((item?, (a, b)))
    })
    .fuse()
}
