//! caught by: no_wake_is_missed: a wake that comes between the poll and the clearing of the flag is forgotten
use std::pin::Pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::task::Context;
use std::task::Poll;
use std::task::Wake;
use std::task::Waker;
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
    let mut a = Side::new(a);
    let mut b = Side::new(b);
    stream::poll_fn(move |cx| {
        let pending_a = a.fill(cx);
        let pending_b = b.fill(cx);
        if pending_a || pending_b {
            return Poll::Pending;
        }
        if a.head.is_some() && (b.head.is_none() || a.head <= b.head) {
            return Poll::Ready(a.head.take());
        }
        Poll::Ready(b.head.take())
    })
}

/// Remembers which side was woken, so that the other one is not polled for nothing.
struct Flag {
    woken: AtomicBool,
    outer: Mutex<Waker>,
}

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::SeqCst);
        self.outer.lock().unwrap().wake_by_ref();
    }
}

struct Side<S: Stream> {
    source: Pin<Box<stream::Fuse<S>>>,
    head: Option<S::Item>,
    ended: bool,
    flag: Arc<Flag>,
}

impl<S: Stream> Side<S> {
    fn new(source: S) -> Self {
        Self {
            source: Box::pin(source.fuse()),
            head: None,
            ended: false,
            flag: Arc::new(Flag {
                woken: AtomicBool::new(true),
                outer: Mutex::new(Waker::noop().clone()),
            }),
        }
    }

    /// Whether it has to wait.
    fn fill(&mut self, cx: &mut Context<'_>) -> bool {
        if self.head.is_some() || self.ended {
            return false;
        }
        *self.flag.outer.lock().unwrap() = cx.waker().clone();
        if !self.flag.woken.load(Ordering::SeqCst) {
            return true;
        }
        let waker = Waker::from(self.flag.clone());
        match self
            .source
            .as_mut()
            .poll_next(&mut Context::from_waker(&waker))
        {
            Poll::Ready(item) => {
                self.ended = item.is_none();
                self.head = item;
                false
            }
            Poll::Pending => {
                self.flag.woken.store(false, Ordering::SeqCst);
                true
            }
        }
    }
}
