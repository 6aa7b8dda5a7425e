//! design: each waiter has a slot of its own, shared with the queue; the permit itself is put into it
use std::collections::VecDeque;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

pub struct AsyncSemaphore {
    permits: usize,
    inner: Mutex<Inner>,
}

#[must_use]
pub struct AsyncPermit<'a>(&'a AsyncSemaphore, usize);

#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

#[derive(Default)]
struct Inner {
    free: usize,
    closed: bool,
    queue: VecDeque<Arc<Slot>>,
}

struct Slot {
    count: usize,
    /// Locked for moments only, and never while foreign code runs.
    content: Mutex<Content>,
}

enum Content {
    Waits(Waker),
    Granted,
    Refused,
    Gone,
}

impl Slot {
    fn put(&self, content: Content) -> Content {
        mem::replace(&mut *self.content.lock().unwrap(), content)
    }
}

fn call(content: Content) {
    if let Content::Waits(waker) = content {
        waker.wake();
    }
}

impl AsyncSemaphore {
    pub fn new(permits: usize) -> Self {
        let inner = Inner {
            free: permits,
            ..Inner::default()
        };
        Self {
            permits,
            inner: Mutex::new(inner),
        }
    }

    pub async fn acquire(&self) -> Result<AsyncPermit<'_>, Closed> {
        self.acquire_many(1).await
    }

    pub async fn acquire_many(&self, count: usize) -> Result<AsyncPermit<'_>, Closed> {
        Waiting {
            semaphore: self,
            count,
            slot: None,
        }
        .await
    }

    pub fn try_acquire(&self) -> Option<AsyncPermit<'_>> {
        let mut inner = self.inner.lock().unwrap();
        if inner.closed || !inner.queue.is_empty() {
            return None;
        }
        inner.free = inner.free.checked_sub(1)?;
        Some(AsyncPermit(self, 1))
    }

    pub fn close(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.closed = true;
        let refused: Vec<Content> = mem::take(&mut inner.queue)
            .iter()
            .map(|slot| slot.put(Content::Refused))
            .collect();
        drop(inner);
        refused.into_iter().for_each(call);
    }

    pub fn available(&self) -> usize {
        self.inner.lock().unwrap().free
    }

    fn give_back(&self, count: usize) {
        let mut inner = self.inner.lock().unwrap();
        inner.free += count;
        let mut woken = Vec::new();
        while let Some(slot) = inner.queue.front().cloned() {
            if slot.count > inner.free {
                break;
            }
            inner.free -= slot.count;
            inner.queue.pop_front();
            woken.push(slot.put(Content::Granted));
        }
        drop(inner);
        woken.into_iter().for_each(call);
    }
}

impl Drop for AsyncPermit<'_> {
    fn drop(&mut self) {
        self.0.give_back(self.1);
    }
}

struct Waiting<'a> {
    semaphore: &'a AsyncSemaphore,
    count: usize,
    slot: Option<Arc<Slot>>,
}

impl<'a> Future for Waiting<'a> {
    type Output = Result<AsyncPermit<'a>, Closed>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let waker = context.waker().clone();
        if let Some(slot) = &self.slot {
            let mut content = slot.content.lock().unwrap();
            let old = match &mut *content {
                Content::Waits(old) => Some(mem::replace(old, waker)),
                _ => None,
            };
            let found = mem::replace(&mut *content, Content::Gone);
            let outcome = match found {
                Content::Waits(waker) => {
                    *content = Content::Waits(waker);
                    Poll::Pending
                }
                Content::Granted => Poll::Ready(true),
                Content::Refused | Content::Gone => Poll::Ready(false),
            };
            drop(content);
            drop(old);
            return outcome.map(|granted| {
                self.slot = None;
                if granted {
                    Ok(AsyncPermit(self.semaphore, self.count))
                } else {
                    Err(Closed)
                }
            });
        }
        let mut inner = self.semaphore.inner.lock().unwrap();
        if inner.closed || self.count > self.semaphore.permits {
            return Poll::Ready(Err(Closed));
        }
        if self.count == 0 || (inner.queue.is_empty() && inner.free >= self.count) {
            inner.free -= self.count;
            return Poll::Ready(Ok(AsyncPermit(self.semaphore, self.count)));
        }
        let slot = Arc::new(Slot {
            count: self.count,
            content: Mutex::new(Content::Waits(waker)),
        });
        inner.queue.push_back(Arc::clone(&slot));
        drop(inner);
        self.slot = Some(slot);
        Poll::Pending
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let Some(slot) = self.slot.take() else { return };
        let mut inner = self.semaphore.inner.lock().unwrap();
        inner.queue.retain(|other| !Arc::ptr_eq(other, &slot));
        drop(inner);
        match slot.put(Content::Gone) {
            Content::Granted => self.semaphore.give_back(slot.count),
            // Those behind it may have waited for this one only.
            _ => self.semaphore.give_back(0),
        }
    }
}
