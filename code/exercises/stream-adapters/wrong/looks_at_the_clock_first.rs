//! caught by: debounce_waits_for_silence: who asks late gets the old item, although a newer one is there already
use std::pin::Pin;
use std::task::{Poll, ready};
use std::time::Duration;

use futures::stream::{Stream, StreamExt, poll_fn, unfold};
use tokio::time::{Sleep, sleep};

pub fn dedup<S>(source: S) -> impl Stream<Item = S::Item>
where
    S: Stream,
    S::Item: PartialEq + Clone,
{
    unfold(
        (Box::pin(source.fuse()), None),
        |(mut source, mut last)| async move {
            loop {
                let item = source.next().await?;
                if last.as_ref() != Some(&item) {
                    last = Some(item.clone());
                    return Some((item, (source, last)));
                }
            }
        },
    )
    .fuse()
}

pub fn debounce<S: Stream>(source: S, quiet: Duration) -> impl Stream<Item = S::Item> {
    let mut source = Box::pin(source.fuse());
    let mut newest: Option<S::Item> = None;
    let mut timer: Option<Pin<Box<Sleep>>> = None;
    poll_fn(move |context| {
        loop {
            if let Some(running) = &mut timer
                && running.as_mut().poll(context).is_ready()
            {
                timer = None;
                return Poll::Ready(newest.take());
            }
            match ready!(source.as_mut().poll_next(context)) {
                Some(item) => {
                    newest = Some(item);
                    timer = Some(Box::pin(sleep(quiet)));
                }
                None => {
                    timer = None;
                    return Poll::Ready(newest.take());
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
    let a = Box::pin(a.fuse().peekable());
    let b = Box::pin(b.fuse().peekable());
    unfold((a, b), |(mut a, mut b)| async move {
        let from_a = {
            let (left, right) = futures::join!(a.as_mut().peek(), b.as_mut().peek());
            match (left, right) {
                (Some(left), Some(right)) => left <= right,
                (left, _) => left.is_some(),
            }
        };
        let item = if from_a {
            a.next().await
        } else {
            b.next().await
        };
        Some((item?, (a, b)))
    })
    .fuse()
}
