//! caught by: wakers_are_called_without_the_lock: a cancelled waiter wakes those behind it while it holds the lock
use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

pub struct AsyncSemaphore {
    total: usize,
    inner: Mutex<Inner>,
}

#[must_use]
pub struct AsyncPermit<'a> {
    semaphore: &'a AsyncSemaphore,
    count: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

struct Inner {
    free: usize,
    next: u64,
    queue: VecDeque<Waiter>,
    /// Those who were served and do not know it yet.
    served: Vec<u64>,
    closed: bool,
}

struct Waiter {
    id: u64,
    count: usize,
    waker: Waker,
}

impl Inner {
    fn serve(&mut self) -> Vec<Waker> {
        let mut wakers = Vec::new();
        while let Some(head) = self.queue.front()
            && head.count <= self.free
        {
            self.free -= head.count;
            let head = self.queue.pop_front().unwrap();
            self.served.push(head.id);
            wakers.push(head.waker);
        }
        wakers
    }
}

impl AsyncSemaphore {
    pub fn new(permits: usize) -> Self {
        Self {
            total: permits,
            inner: Mutex::new(Inner {
                free: permits,
                next: 0,
                queue: VecDeque::new(),
                served: Vec::new(),
                closed: false,
            }),
        }
    }

    pub async fn acquire(&self) -> Result<AsyncPermit<'_>, Closed> {
        self.acquire_many(1).await
    }

    pub async fn acquire_many(&self, count: usize) -> Result<AsyncPermit<'_>, Closed> {
        if count > self.total {
            return Err(Closed);
        }
        let mut waiting = Waiting {
            semaphore: self,
            count,
            id: None,
        };
        poll_fn(|context| waiting.poll(context)).await
    }

    pub fn try_acquire(&self) -> Option<AsyncPermit<'_>> {
        let mut inner = self.inner.lock().unwrap();
        if inner.closed || inner.free == 0 || !inner.queue.is_empty() {
            return None;
        }
        inner.free -= 1;
        Some(AsyncPermit {
            semaphore: self,
            count: 1,
        })
    }

    pub fn close(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.closed = true;
        let queue = std::mem::take(&mut inner.queue);
        drop(inner);
        for waiter in queue {
            waiter.waker.wake();
        }
    }

    pub fn available(&self) -> usize {
        self.inner.lock().unwrap().free
    }

    fn release(&self, count: usize) {
        let mut inner = self.inner.lock().unwrap();
        inner.free += count;
        let wakers = inner.serve();
        drop(inner);
        for waker in wakers {
            waker.wake();
        }
    }
}

impl Drop for AsyncPermit<'_> {
    fn drop(&mut self) {
        self.semaphore.release(self.count);
    }
}

struct Waiting<'a> {
    semaphore: &'a AsyncSemaphore,
    count: usize,
    id: Option<u64>,
}

impl<'a> Waiting<'a> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<AsyncPermit<'a>, Closed>> {
        let mut inner = self.semaphore.inner.lock().unwrap();
        let permit = |semaphore, count| Poll::Ready(Ok(AsyncPermit { semaphore, count }));
        if let Some(id) = self.id {
            if let Some(at) = inner.served.iter().position(|served| *served == id) {
                inner.served.swap_remove(at);
                self.id = None;
                return permit(self.semaphore, self.count);
            }
            if inner.closed {
                self.id = None;
                return Poll::Ready(Err(Closed));
            }
            if let Some(waiter) = inner.queue.iter_mut().find(|waiter| waiter.id == id) {
                waiter.waker = context.waker().clone();
            }
            return Poll::Pending;
        }
        if inner.closed {
            return Poll::Ready(Err(Closed));
        }
        if self.count == 0 || (inner.queue.is_empty() && self.count <= inner.free) {
            inner.free -= self.count;
            return permit(self.semaphore, self.count);
        }
        let id = inner.next;
        inner.next += 1;
        inner.queue.push_back(Waiter {
            id,
            count: self.count,
            waker: context.waker().clone(),
        });
        self.id = Some(id);
        Poll::Pending
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let Some(id) = self.id else { return };
        let mut inner = self.semaphore.inner.lock().unwrap();
        if let Some(at) = inner.served.iter().position(|served| *served == id) {
            inner.served.swap_remove(at);
            inner.free += self.count;
        }
        inner.queue.retain(|waiter| waiter.id != id);
        let wakers = inner.serve();
        for waker in wakers {
            waker.wake();
        }
    }
}
