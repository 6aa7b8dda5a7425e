//! design: a struct for each, polled by hand, with the sources in boxes that are emptied at their end
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures::Stream;
use tokio::time::{Instant, Sleep, sleep};

/// A source, until it ends.
struct Source<S>(Option<Pin<Box<S>>>);

impl<S: Stream> Source<S> {
    fn new(source: S) -> Self {
        Self(Some(Box::pin(source)))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let Some(source) = &mut self.0 else {
            return Poll::Ready(None);
        };
        let polled = source.as_mut().poll_next(context);
        if let Poll::Ready(None) = polled {
            self.0 = None;
        }
        polled
    }
}

struct Dedup<S: Stream> {
    source: Source<S>,
    before: Option<S::Item>,
}

impl<S: Stream> Unpin for Dedup<S> {}

impl<S: Stream> Stream for Dedup<S>
where
    S::Item: PartialEq + Clone,
{
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        while let Some(item) = ready!(self.source.poll(context)) {
            if self.before.as_ref().is_none_or(|before| *before != item) {
                self.before = Some(item.clone());
                return Poll::Ready(Some(item));
            }
        }
        self.before = None;
        Poll::Ready(None)
    }
}

struct Debounce<S: Stream> {
    source: Source<S>,
    newest: Option<S::Item>,
    quiet: Duration,
    silence: Option<Pin<Box<Sleep>>>,
}

impl<S: Stream> Unpin for Debounce<S> {}

impl<S: Stream> Stream for Debounce<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let this = &mut *self;
        loop {
            match this.source.poll(context) {
                Poll::Ready(Some(item)) => {
                    this.newest = Some(item);
                    this.silence =
                        match (this.silence.take(), Instant::now().checked_add(this.quiet)) {
                            (Some(mut silence), Some(end)) => {
                                silence.as_mut().reset(end);
                                Some(silence)
                            }
                            _ => Some(Box::pin(sleep(this.quiet))),
                        };
                }
                Poll::Ready(None) => return Poll::Ready(this.newest.take()),
                Poll::Pending => {
                    if this.newest.is_none() {
                        return Poll::Pending;
                    }
                    if let Some(silence) = &mut this.silence {
                        ready!(silence.as_mut().poll(context));
                    }
                    return Poll::Ready(this.newest.take());
                }
            }
        }
    }
}

struct Merge<A: Stream, B: Stream> {
    a: Source<A>,
    b: Source<B>,
    left: Option<A::Item>,
    right: Option<B::Item>,
}

impl<A: Stream, B: Stream> Unpin for Merge<A, B> {}

impl<T: Ord, A: Stream<Item = T>, B: Stream<Item = T>> Stream for Merge<A, B> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let this = &mut *self;
        let mut waits = false;
        if this.left.is_none() {
            match this.a.poll(context) {
                Poll::Ready(item) => this.left = item,
                Poll::Pending => waits = true,
            }
        }
        if this.right.is_none() {
            match this.b.poll(context) {
                Poll::Ready(item) => this.right = item,
                Poll::Pending => waits = true,
            }
        }
        if waits {
            return Poll::Pending;
        }
        let a_is_next = match (&this.left, &this.right) {
            (Some(left), Some(right)) => left <= right,
            (left, _) => left.is_some(),
        };
        Poll::Ready(if a_is_next {
            this.left.take()
        } else {
            this.right.take()
        })
    }
}

pub fn dedup<S>(source: S) -> impl Stream<Item = S::Item>
where
    S: Stream,
    S::Item: PartialEq + Clone,
{
    Dedup {
        source: Source::new(source),
        before: None,
    }
}

pub fn debounce<S: Stream>(source: S, quiet: Duration) -> impl Stream<Item = S::Item> {
    Debounce {
        source: Source::new(source),
        newest: None,
        quiet,
        silence: None,
    }
}

pub fn merge_sorted<A, B, T>(a: A, b: B) -> impl Stream<Item = T>
where
    A: Stream<Item = T>,
    B: Stream<Item = T>,
    T: Ord,
{
    Merge {
        a: Source::new(a),
        b: Source::new(b),
        left: None,
        right: None,
    }
}
