//! Somebody who asks for permits: polled by hand, or by a thread that blocks.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use answer::{AsyncPermit, AsyncSemaphore, Closed};
use harness_kit::{Tally, expect, note};

pub(super) type Outcome<'a> = Result<AsyncPermit<'a>, Closed>;

/// Counts how often it is called.
pub(super) struct Bell(pub(super) Tally);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.add();
    }
}

/// Somebody who asks for permits, and is polled only when a check says so.
pub(super) struct Caller<'a> {
    count: usize,
    asking: Option<Pin<Box<dyn Future<Output = Outcome<'a>> + 'a>>>,
    rings: Tally,
}

impl<'a> Caller<'a> {
    pub(super) fn new(semaphore: &'a AsyncSemaphore, count: usize) -> Self {
        let asking = async move {
            match count {
                1 => semaphore.acquire().await,
                count => semaphore.acquire_many(count).await,
            }
        };
        Self {
            count,
            asking: Some(Box::pin(asking)),
            rings: Tally::new(),
        }
    }

    /// Polls with the waker that `rings` counts.
    pub(super) fn poll(&mut self) -> Poll<Outcome<'a>> {
        self.poll_with(&Waker::from(Arc::new(Bell(self.rings.clone()))))
    }

    pub(super) fn poll_with(&mut self, waker: &Waker) -> Poll<Outcome<'a>> {
        note(|| format!("polls a request for {}", self.count));
        let asking = self.asking.as_mut().expect("no check polls after the end");
        let polled = asking.as_mut().poll(&mut Context::from_waker(waker));
        if polled.is_ready() {
            self.asking = None;
        }
        polled
    }

    /// Is polled, and must have to wait.
    pub(super) fn waits(&mut self, property: &str) {
        let waits = self.poll().is_pending();
        expect(waits, property);
    }

    /// Is polled, and must get what was asked for.
    pub(super) fn gets(&mut self, property: &str) -> AsyncPermit<'a> {
        match self.poll() {
            Poll::Ready(Ok(permit)) => permit,
            Poll::Ready(Err(Closed)) => panic!("{property}: found Closed"),
            Poll::Pending => panic!("{property}: it still waits"),
        }
    }

    pub(super) fn is_woken(&self) -> bool {
        self.rings.get() > 0
    }
}

impl Drop for Caller<'_> {
    fn drop(&mut self) {
        if self.asking.is_some() {
            note(|| format!("drops a request for {}", self.count));
        }
    }
}

pub(super) fn now<'a>(
    semaphore: &'a AsyncSemaphore,
    count: usize,
    property: &str,
) -> AsyncPermit<'a> {
    Caller::new(semaphore, count).gets(property)
}

/// Unparks a thread that blocks on a future.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

pub(super) fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        thread::park();
    }
}
